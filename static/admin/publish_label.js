// The button says when it publishes, also while the time is being chosen.
const button = document.querySelector("[data-publish-now]");

function moment(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{1,2}):(\d{2})/.exec(text.trim());
  if (!found) return null;
  const [year, month, day, hour, minute] = found.slice(1).map(Number);
  const when = new Date(year, month - 1, day, hour, minute);
  return Number.isNaN(when.getTime()) || when <= new Date() ? null : when;
}

function words(when) {
  const thisYear = when.getFullYear() === new Date().getFullYear();
  const shown = new Intl.DateTimeFormat("da-DK", {
    day: "numeric",
    month: "long",
    ...(thisYear ? {} : { year: "numeric" }),
  }).format(when);
  return `${shown} kl.\u00a0${when.getHours()}.${String(when.getMinutes()).padStart(2, "0")}`;
}

if (button) {
  const field = () => document.querySelector("[name=go_live_at]");
  const tell = () => {
    const when = moment(field()?.value ?? "");
    const label = button.querySelector("[data-w-progress-target=label]");
    label.textContent = when ? button.dataset.publishLater.replace("{}", words(when)) : button.dataset.publishNow;
  };
  for (const kind of ["change", "input"]) {
    document.addEventListener(kind, (event) => {
      if (event.target === field()) tell();
    });
  }
}
