// A file dropped onto the trace box is the file that is checked.

const box = document.querySelector("[data-drop]");
const file = box.querySelector("input[type=file]");

for (const name of ["dragover", "dragleave", "drop"]) {
  box.addEventListener(name, (event) => {
    event.preventDefault();
    box.classList.toggle("over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) {
      file.files = event.dataTransfer.files;
      box.requestSubmit();
    }
  });
}
