"use strict";
// The keyboard belongs to the reader as soon as it is connected: the terminal waits for a click otherwise.
function listen() {
  const state = document.body.classList;
  const typed = document.querySelector(".xterm-helper-textarea");
  if (typed && state.contains("-loaded") && !state.contains("-closed") && document.activeElement !== typed) {
    typed.focus();
  }
}
addEventListener("DOMContentLoaded", () => {
  new MutationObserver(listen).observe(document.body, { attributes: true, attributeFilter: ["class"] });
});
addEventListener("focus", listen);
addEventListener("pointerup", () => setTimeout(listen));
addEventListener("keydown", listen, true);
