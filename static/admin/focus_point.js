/* The focus point can be drawn with a finger: Jcrop would find that out by setting inline handlers, which the policy
   refuses, and would then take every screen for one without touch. */

window.jQuery.Jcrop.defaults.touchSupport = "ontouchstart" in window;
