// Suggestions below the search box: an editable combobox with a list (WAI-ARIA APG). Without this file one types it all.
const form = document.querySelector("[data-suggest]");
const input = form.querySelector("input");
const list = document.createElement("ul");
const told = document.createElement("p");
const set = (names) => Object.entries(names).forEach(([name, value]) => input.setAttribute(name, value));
let active = -1;
let timer;
let asking;

list.id = "forslag";
list.role = "listbox";
list.hidden = true;
list.className = "suggestions";
list.ariaLabel = form.dataset.label;
told.role = "status";
told.className = "vh";
input.after(list);
form.append(told);
set({ role: "combobox", "aria-autocomplete": "list", "aria-controls": "forslag", "aria-expanded": "false" });

function activate(index) {
  active = index;
  [...list.children].forEach((option, place) => option.setAttribute("aria-selected", place === index));
  set({ "aria-activedescendant": index < 0 ? "" : list.children[index].id });
}

function show(texts) {
  list.replaceChildren(...texts.map((text, place) => {
    const option = document.createElement("li");
    option.id = `forslag-${place}`;
    option.role = "option";
    option.textContent = text;
    return option;
  }));
  list.hidden = !texts.length;
  set({ "aria-expanded": !list.hidden });
  activate(-1);
}

function choose(option) {
  input.value = option.textContent;
  show([]);
  form.requestSubmit();
}

async function ask() {
  asking?.abort();
  asking = new AbortController();
  try {
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`, asking);
    show((await answer.json()).suggestions);
    told.textContent = list.hidden ? "" : `${list.children.length} ${form.dataset.some}`;
  } catch {
    // Typing on, or no network: the box works without.
  }
}

input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(ask, 150);
});
input.addEventListener("keydown", (event) => {
  const count = list.children.length;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && count) {
    event.preventDefault();
    activate((active + step + count + (active < 0 && step < 0)) % count);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    choose(list.children[active]);
  } else if (event.key === "Escape" && count) {
    event.preventDefault();
    show([]);
  }
});
list.addEventListener("mousedown", (event) => event.preventDefault());
list.addEventListener("click", (event) => event.target.role === "option" && choose(event.target));
input.addEventListener("blur", () => show([]));
