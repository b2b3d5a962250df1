/* Buttons for passkeys (WebAuthn): shown where the browser can, and telling in a sentence when it did not work. */

const buttons = document.querySelectorAll("form[data-passkey]");
const can = Boolean(window.PublicKeyCredential && window.webauthnJSON?.supported());

/** What the browser is to ask of the passkey: in the page, or, before anybody is known, from the server. */
async function options(form) {
  const held = document.getElementById("passkey-options");
  if (held) return JSON.parse(held.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Make a passkey that can also be used without a user name, where the device has room for that. */
function make({ creation_options: wanted }) {
  wanted.publicKey.authenticatorSelection = {
    ...wanted.publicKey.authenticatorSelection,
    residentKey: "preferred",
    requireResidentKey: false,
    userVerification: "preferred",
  };
  return window.webauthnJSON.create(wanted);
}

async function use(form) {
  const asked = await options(form);
  const credential = form.dataset.passkey === "add" ? await make(asked) : await window.webauthnJSON.get(asked.request_options);
  form.elements.credential.value = JSON.stringify(credential);
  form.submit();
}

for (const form of can ? buttons : []) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-passkey-error]");
    said.hidden = true;
    use(form).catch((error) => {
      said.textContent = error.name === "InvalidStateError" ? form.dataset.known : form.dataset.refused;
      said.hidden = false;
    });
  });
}
if (can) document.querySelector("[data-no-passkeys]")?.remove();
