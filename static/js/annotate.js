/* An arrow or a circle on a picture: drawn over it, sent as a picture. */

const form = document.querySelector("[data-draw]");
const image = form?.querySelector("[data-draw-image]");
const COLOUR = "#d6202a";

function start() {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.naturalWidth, height: image.naturalHeight });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `${image.alt}. Dessinez au doigt ou à la souris.`);
  image.after(canvas);
  image.hidden = true;
  form.querySelector("[data-draw-tools]").hidden = false;
  form.querySelector("[data-draw-file]").hidden = true;

  const pen = canvas.getContext("2d");
  const input = form.querySelector("[data-draw-file] input[type=file]");
  const marks = [];
  let tool = "arrow";
  let running = null;

  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: ((event.clientX - box.left) * canvas.width) / box.width, y: ((event.clientY - box.top) * canvas.height) / box.height };
  };

  function arrow({ from, to }) {
    const angle = Math.atan2(to.y - from.y, to.x - from.x);
    const head = canvas.width / 30;
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    for (const turn of [Math.PI * 0.82, -Math.PI * 0.82]) {
      pen.moveTo(to.x, to.y);
      pen.lineTo(to.x + head * Math.cos(angle + turn), to.y + head * Math.sin(angle + turn));
    }
  }

  function circle({ from, to }) {
    const [rx, ry] = [Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2];
    pen.ellipse((from.x + to.x) / 2, (from.y + to.y) / 2, rx, ry, 0, 0, 2 * Math.PI);
  }

  function paint() {
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    Object.assign(pen, { lineWidth: Math.max(4, canvas.width / 160), lineCap: "round", strokeStyle: COLOUR });
    for (const mark of running ? [...marks, running] : marks) {
      pen.beginPath();
      (mark.tool === "arrow" ? arrow : circle)(mark);
      pen.stroke();
    }
  }

  function keep() {
    if (!marks.length) {
      input.value = "";
      return;
    }
    const [, encoded] = canvas.toDataURL("image/jpeg", 0.9).split(",");
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], "photo.jpg", { type: "image/jpeg" }));
    input.files = files.files;
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    running = { tool, from: place(event), to: place(event) };
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!running) return;
    running.to = place(event);
    paint();
  });
  canvas.addEventListener("pointerup", () => {
    if (running) marks.push(running);
    running = null;
    paint();
    keep();
  });
  form.addEventListener("click", ({ target }) => {
    const chosen = target.closest("[data-draw-tool]");
    if (chosen) {
      tool = chosen.dataset.drawTool;
      for (const one of form.querySelectorAll("[data-draw-tool]")) one.setAttribute("aria-pressed", String(one === chosen));
    }
    if (target.closest("[data-draw-undo]")) {
      marks.pop();
      paint();
      keep();
    }
  });
  paint();
}

if (image) (image.complete ? Promise.resolve() : image.decode()).then(start);
