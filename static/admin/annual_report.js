/* The annual report: sends the file as soon as it is chosen and tells how far it is; asks how far the reading is. */

const ASK_EVERY = 700;
const SPOKEN_STEP = 25;

/** What keeps a file from being sent, in the form's own words; "" for nothing. */
async function refusal(file, words) {
  if (!file.size) return words.empty;
  if (file.size > Number(words.mostBytes)) return words.tooLarge;
  // ISO 32000-1, 7.5.2: the header is in the first 1,024 bytes.
  const start = new TextDecoder("latin1").decode(await file.slice(0, 1024).arrayBuffer());
  return start.includes("%PDF-") ? "" : words.notPdf;
}

/** Make a form send its file by itself. */
function sendAtOnce(form) {
  const part = (name) => form.querySelector(`[data-${name}]`);
  const [zone, error, progress, bar, percent, spoken] = [
    "zone", "error", "progress", "bar", "percent", "spoken",
  ].map(part);
  const input = form.querySelector("input[type=file]");
  let request = null;

  function show(sending, message = "") {
    zone.hidden = sending;
    progress.hidden = !sending;
    error.textContent = message;
    if (sending) {
      part("cancel").focus();
    } else {
      request = null;
      input.value = "";
      input.focus();
    }
  }

  function tell(share) {
    const whole = Math.round(share * 100);
    bar.value = whole;
    percent.textContent = `${whole} %`;
    // Each percent would drown what else a screen reader has to say.
    const step = `${Math.floor(whole / SPOKEN_STEP) * SPOKEN_STEP} %`;
    if (spoken.textContent !== step) spoken.textContent = step;
  }

  function answered() {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // Signed out, or an error on the way: not for this form.
    }
    if (answer.url) {
      window.location.assign(answer.url);
    } else {
      show(false, answer.error || form.dataset.lost);
    }
  }

  async function send(file) {
    if (request) return;
    const data = new FormData(form);
    data.set("file", file);
    // Taken until the file has been looked at, so that a second one isn't sent beside it.
    request = new XMLHttpRequest();
    const reason = await refusal(file, form.dataset).catch(() => form.dataset.lost);
    if (reason) {
      show(false, reason);
      return;
    }
    part("name").textContent = file.name;
    tell(0);
    show(true);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && tell(event.loaded / event.total));
    request.addEventListener("load", answered);
    request.addEventListener("error", () => show(false, form.dataset.lost));
    request.addEventListener("abort", () => show(false, form.dataset.cancelled));
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
  }

  part("send").hidden = true;
  input.addEventListener("change", () => input.files.length && send(input.files[0]));
  part("cancel").addEventListener("click", () => request?.abort());
  // A file that misses the zone would otherwise take the page's place.
  for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
  for (const type of ["dragenter", "dragover", "dragleave", "drop"]) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.toggle("report-drop__zone--over", type === "dragenter" || type === "dragover");
      if (type === "drop" && event.dataTransfer.files.length) send(event.dataTransfer.files[0]);
    });
  }
}

/** Keep a part of the page up to date with the reading; the page of the reading itself goes on when it can. */
function follow(part) {
  const text = part.querySelector("[data-text]");
  const waits = part.querySelector("[data-waits]");
  const goesOn = part.hasAttribute("data-reload");

  async function ask() {
    const response = await fetch(part.dataset.reportStatus, { headers: { Accept: "application/json" } });
    if (!response.ok) return;
    const status = await response.json();
    if (goesOn && status.settled) {
      window.location.reload();
      return;
    }
    if (status.text && text.textContent !== status.text) text.textContent = status.text;
    if (waits) waits.hidden = !status.waits;
    if (!status.ready && !status.refused) later();
  }

  // A connection that is away for a moment is asked again.
  const later = () => setTimeout(() => ask().catch(later), ASK_EVERY);
  later();
}

document.querySelectorAll("[data-report-upload]").forEach(sendAtOnce);
document.querySelectorAll("[data-report-status]").forEach(follow);
