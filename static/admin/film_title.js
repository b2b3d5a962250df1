/* A film's title is proposed from the name of its file, as long as nobody has written one. */

const file = document.getElementById("id_file");
const title = document.getElementById("id_title");

file.addEventListener("change", () => {
  if (!title.value && file.files.length) title.value = file.files[0].name.replace(/\.[^.]+$/, "");
});
