// A photo from the device beside each field for a picture: uploaded when it is chosen, described in the same place.
const template = document.querySelector("[data-photo-template]");

function post(address, data) {
  const token = JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
  // It gets there even when the page is left meanwhile, by publishing, say.
  const keepalive = !data.has("file");
  return fetch(address, { method: "POST", body: data, headers: { "X-CSRFToken": token }, keepalive });
}

async function answer(response) {
  const said = (response.headers.get("Content-Type") ?? "").startsWith("application/json") ? await response.json() : {};
  if (!response.ok || response.redirected) throw new Error(said.error || template.dataset.failed);
  return said;
}

function enhance(chooser) {
  const parts = template.content.cloneNode(true);
  const choose = parts.querySelector("[data-photo]");
  const about = parts.querySelector("[data-photo-about]");
  const says = parts.querySelector("[data-photo-says]");
  const consent = about.querySelector("[data-photo-consent]");
  const fields = [...about.querySelectorAll("[data-photo-name]")];
  chooser.querySelector(".unchosen").append(choose);
  chooser.after(about, says);
  let image = 0;

  function say(words, wrong = false) {
    says.textContent = words;
    says.classList.toggle("photo__says--wrong", wrong);
  }

  async function upload(file) {
    say(template.dataset.sending);
    const data = new FormData();
    data.set("file", file);
    try {
      const { chosen, about: known } = await answer(await post(template.dataset.upload, data));
      chooser.widget.setStateFromModalData(chosen);
      image = chosen.id;
      for (const field of fields) {
        if (field.type === "checkbox") field.checked = known[field.dataset.photoName];
        else field.value = known[field.dataset.photoName];
      }
      consent.hidden = !known.shows_people;
      about.hidden = false;
      say("");
    } catch (error) {
      say(error instanceof TypeError ? template.dataset.failed : error.message, true);
    }
  }

  async function describe() {
    const data = new FormData();
    for (const field of fields) {
      const value = field.type === "checkbox" ? (field.checked ? "on" : "") : field.value;
      if (value) data.set(field.dataset.photoName, value);
    }
    try {
      await answer(await post(template.dataset.describe.replace("/0/", `/${image}/`), data));
      say(template.dataset.saved);
    } catch (error) {
      say(error instanceof TypeError ? template.dataset.failed : error.message, true);
    }
  }

  choose.querySelector("[data-photo-file]").addEventListener("change", ({ target }) => {
    if (target.files.length) upload(target.files[0]);
    target.value = "";
  });
  about.addEventListener("change", (event) => {
    consent.hidden = !fields.find((field) => field.dataset.photoName === "shows_people").checked;
    // The page's own form neither sends these nor counts them as a change.
    event.stopPropagation();
    describe();
  });
  about.addEventListener("input", (event) => event.stopPropagation());
  about.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  // Another picture, or none: what stands here is about the one that was uploaded.
  chooser.addEventListener("change", () => {
    const value = chooser.widget.getValue();
    if (image && Number(value) !== image) about.hidden = true;
  });
}

function look() {
  for (const chooser of document.querySelectorAll("form .image-chooser:not([data-photo-ready])")) {
    chooser.dataset.photoReady = "";
    if (chooser.querySelector(".unchosen")) enhance(chooser);
  }
}

if (template) {
  look();
  // Blocks for a picture come and go.
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
}
