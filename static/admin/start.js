/* Starts Wagtail's fields and panels from data: where Wagtail writes an inline script, our templates write
   <span data-controller="start" data-start-name-value="initDateChooser" data-start-arguments-value="[…]">. */

// What may be started, and nothing else: the rest of the page's functions are none of a template's business.
const STARTED = /^(?:init(?:Date|Time|DateTime)Chooser|create[A-Z]\w*Chooser|(?:[A-Z]\w*)?Chooser|InlinePanel|MultipleChooserPanel)$/;

class StartController extends window.StimulusModule.Controller {
  static values = { name: String, arguments: Array };

  // Once for each element, however often it is moved about the page.
  initialize() {
    const start = window[this.nameValue];
    if (!STARTED.test(this.nameValue) || typeof start !== "function") throw new Error(`Can't start ${this.nameValue}`);
    if (/^[A-Z]/.test(this.nameValue)) new start(...this.argumentsValue);
    else start(...this.argumentsValue);
  }
}

window.wagtail.app.register("start", StartController);

// A script that a dialog's HTML names is loaded by its address, once. jQuery would fetch it and run its text inline.
window.jQuery._evalUrl = (address) => {
  const { href } = new URL(address, document.baseURI);
  if ([...document.scripts].some((script) => script.src === href)) return;
  document.head.append(Object.assign(document.createElement("script"), { src: href, async: false }));
};
