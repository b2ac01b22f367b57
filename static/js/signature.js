/* <div data-signature> with a file input: one signs with a finger, and what is drawn becomes the file.
   Without this script the input takes a photo of a signature on paper. */

const INK = "#12263f";

function ready(box) {
  const input = box.querySelector("input[type=file]");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Signez ici avec le doigt ou la souris");
  const clear = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Effacer la signature" });
  input.before(canvas, clear);
  input.hidden = true;
  const pen = canvas.getContext("2d");
  let drawing = false;

  /* Sized when first touched: before, it may be out of sight. */
  function size() {
    if (canvas.dataset.sized) return;
    canvas.width = canvas.clientWidth * devicePixelRatio;
    canvas.height = canvas.clientHeight * devicePixelRatio;
    pen.scale(devicePixelRatio, devicePixelRatio);
    Object.assign(pen, { lineWidth: 2.5, lineCap: "round", lineJoin: "round", strokeStyle: INK });
    canvas.dataset.sized = "yes";
  }

  function give() {
    canvas.toBlob((blob) => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "signature.png", { type: "image/png" }));
      input.files = files.files;
      box.dataset.signed = "";
    }, "image/png");
  }

  canvas.addEventListener("pointerdown", (event) => {
    size();
    drawing = true;
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(event.offsetX, event.offsetY);
    pen.stroke();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      if (drawing) give();
      drawing = false;
    });
  }
  clear.addEventListener("click", () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    input.value = "";
    delete box.dataset.signed;
  });
}

document.querySelectorAll("[data-signature]").forEach(ready);
