// Closes the open menu on Escape and on a click or a focus outside it. Without this file its button does both.
const menu = document.querySelector("details.menu");

function closeUnlessInside(event) {
  if (menu.open && !menu.contains(event.target)) {
    menu.open = false;
  }
}

if (menu) {
  document.addEventListener("click", closeUnlessInside);
  document.addEventListener("focusin", closeUnlessInside);
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}
