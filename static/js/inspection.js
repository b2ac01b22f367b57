/* A visit on a tablet: each answer is sent at once (static/js/round-send.js keeps it when the network is cut), the
   progress follows, and one signs with a finger. Without this script each point has its button. */

const visit = document.querySelector("[data-visit]");
const answered = document.querySelector("[data-visit-answered]");

/* --- answers */

function tell(form, words) {
  form.querySelector("[data-point-told]").textContent = words;
}

function changed({ target }) {
  const form = target.closest("form[data-keep-stay]");
  if (!form) return;
  if (target.matches("[data-bad]")) form.querySelector(".point-more").open = true;
  form.classList.remove("was-refused");
  tell(form, "Envoi…");
  form.requestSubmit();
}

/* What it says is still there, and not saved: it may be sent again, without the file that was refused. */
function refused({ target: form }) {
  form.classList.add("was-refused");
  tell(form, "");
}

function drawShots(form, pictures) {
  const name = form.dataset.keep;
  form.querySelector("[data-shots]").replaceChildren(
    ...pictures.map(({ thumbnail, draw }, index) => {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: draw });
      link.append(Object.assign(document.createElement("img"), { src: thumbnail, alt: `Photo ${index + 1}, ${name} : annoter` }));
      item.append(link);
      return item;
    }),
  );
}

function saved({ target: form, detail }) {
  form.classList.remove("was-refused");
  tell(form, "Enregistré");
  form.querySelector("[data-lacks-photo]").hidden = !detail.lacksPhoto;
  drawShots(form, detail.pictures);
  answered.textContent = detail.answered;
  visit.querySelector("progress").value = detail.answered;
}

function reach() {
  const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  if (!target) return;
  const room = target.closest("details.room");
  if (room) room.open = true;
  target.scrollIntoView();
}

/* --- signature */

function strokes(canvas) {
  const pen = canvas.getContext("2d");
  let drawn = false;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#12233d" });
    pen.beginPath();
    pen.moveTo(...place(event));
    drawn = true;
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
  });
  clear();
  return { clear, isDrawn: () => drawn };
}

/* At once, not when the browser has time: one may send right after the last stroke. */
function fileOf(canvas) {
  const [, encoded] = canvas.toDataURL("image/png").split(",");
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  return new File([bytes], "signature.png", { type: "image/png" });
}

function signing(box) {
  const form = box.closest("form");
  const canvas = box.querySelector("canvas");
  const input = form.querySelector("[data-signature-file] input[type=file]");
  const pad = strokes(canvas);
  box.hidden = false;
  box.querySelector("[data-signature-clear]").addEventListener("click", pad.clear);
  form.querySelector("[data-signature-file]").hidden = true;
  const put = () => {
    if (!pad.isDrawn()) return;
    const files = new DataTransfer();
    files.items.add(fileOf(canvas));
    input.files = files.files;
  };
  canvas.addEventListener("pointerup", put);
  box.querySelector("[data-signature-clear]").addEventListener("click", () => (input.value = ""));
}

if (visit) {
  visit.classList.add("is-live");
  visit.addEventListener("change", changed);
  visit.addEventListener("palier:kept", saved);
  visit.addEventListener("palier:refused", refused);
  for (const box of visit.querySelectorAll("[data-signature]")) signing(box);
  addEventListener("hashchange", reach);
  reach();
}
