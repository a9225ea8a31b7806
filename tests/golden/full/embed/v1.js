(function(){"use strict";function start(frame){if(frame.dataset.kommuneHeight)return;frame.dataset.kommuneHeight="1";var origin=new URL(frame.src,location.href).origin;function ask(){frame.contentWindow.postMessage({type:"iframe-child-init"},origin);}
function hasArrived(){var page=frame.contentDocument;return !page||page.URL !=="about:blank";}
addEventListener("message",function(message){var data=message.data;if(message.source !==frame.contentWindow||message.origin !==origin||!data)return;if(data.type !=="iframe-resized")return;var height=Number(data.height);if(height>0&&height<20000){var look={height:height + "px","min-height":"0","max-height":"none",padding:"0",border:"0"};Object.keys(look).forEach(function(name){frame.style.setProperty(name,look[name],"important");});}
});frame.addEventListener("load",ask);if(hasArrived())ask();}
function all(){Array.prototype.forEach.call(document.querySelectorAll("iframe[data-kommune]"),start);}
all();if(document.readyState==="loading")document.addEventListener("DOMContentLoaded",all);})();
