// Suggestions below the search box: an editable combobox (WAI-ARIA APG). Without this file one types it all.
const form = document.querySelector("[data-suggest]");
const input = form.querySelector("input");
const list = document.createElement("ul");
const told = document.createElement("p");
let active, asking, timer;

function aria(element, states) {
  for (const name in states) element.setAttribute(`aria-${name}`, states[name]);
}

Object.assign(list, { id: "forslag", role: "listbox", className: "suggestions" });
Object.assign(told, { role: "status", className: "vh" });
aria(list, { label: form.dataset.label });
input.role = "combobox";
aria(input, { autocomplete: "list", controls: "forslag" });
input.after(list);
form.append(told);
show([]);

function activate(option) {
  active = option;
  for (const one of list.children) aria(one, { selected: one === option });
  aria(input, { activedescendant: option?.id ?? "" });
}

function show(texts) {
  list.replaceChildren(...texts.map((textContent, place) =>
    Object.assign(document.createElement("li"), { id: `forslag-${place}`, role: "option", textContent })));
  list.hidden = !texts.length;
  told.textContent = texts.length ? `${texts.length} ${form.dataset.some}` : "";
  aria(input, { expanded: !list.hidden });
  activate();
}

function choose(option) {
  input.value = option.textContent;
  form.requestSubmit();
}

input.oninput = () => {
  clearTimeout(timer);
  asking?.abort();
  asking = new AbortController();
  timer = setTimeout(() => fetch(`${form.dataset.suggest}?q=${encodeURIComponent(input.value)}`, asking)
    .then((answer) => answer.json()).then((found) => show(found.suggestions)).catch(() => {}), 150);
};
input.onkeydown = (event) => {
  const options = list.children;
  const steps = { ArrowDown: active?.nextSibling ?? options[0], ArrowUp: active?.previousSibling ?? list.lastChild };
  if (list.hidden) return;
  if (event.key in steps) activate(steps[event.key]);
  else if (event.key === "Escape") show([]);
  else if (event.key === "Enter" && active) choose(active);
  else return;
  event.preventDefault();
};
list.onmousedown = (event) => event.preventDefault();
list.onclick = (event) => choose(event.target.closest("li"));
input.onblur = () => show([]);
