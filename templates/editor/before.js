// Decap CMS starts as soon as it is there; `editor.js` is to start it, with the configuration that it has read.
window.CMS_MANUAL_INIT = true;
