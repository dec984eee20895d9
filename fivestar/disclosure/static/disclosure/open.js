/* Reading aloud, where the telephone can. Plain script: an old browser that knows none of it still shows the page. */
(function () {
  "use strict";
  var button = document.getElementById("aloud");
  var speech = window.speechSynthesis;
  if (!button || !speech || !window.SpeechSynthesisUtterance) return;
  var words = button.textContent;
  var longest = 180; // characters: long utterances are cut off silently by older Android voices
  var isReading = false;

  function pieces() {
    var main = document.getElementById("main").cloneNode(true);
    var silent = main.querySelectorAll("[hidden], [data-silent], form, script");
    for (var i = 0; i < silent.length; i += 1) silent[i].parentNode.removeChild(silent[i]);
    var spoken = main.querySelectorAll("[role=img][aria-label]");
    for (var k = 0; k < spoken.length; k += 1) spoken[k].textContent = spoken[k].getAttribute("aria-label") + "。";
    var blocks = main.querySelectorAll("h1, h2, h3, p, li, dt, dd, th, td, summary");
    var found = [];
    for (var b = 0; b < blocks.length; b += 1) {
      if (blocks[b].querySelector("p, li, dd, td, h3")) continue;
      var text = blocks[b].textContent.replace(/\s+/g, " ").trim();
      for (var at = 0; at < text.length; at += longest) found.push(text.slice(at, at + longest));
    }
    return found;
  }

  function show(reading) {
    isReading = reading;
    button.textContent = reading ? button.getAttribute("data-stop") : words;
    button.setAttribute("aria-pressed", reading ? "true" : "false");
  }

  function stop() {
    show(false);
    speech.cancel();
  }

  function read() {
    var left = pieces();
    show(true);
    (function next() {
      if (!isReading || !left.length) return stop();
      var utterance = new SpeechSynthesisUtterance(left.shift());
      utterance.lang = document.documentElement.lang;
      utterance.onend = next;
      utterance.onerror = stop;
      speech.speak(utterance);
    })();
  }

  button.hidden = false;
  button.addEventListener("click", function () {
    if (isReading) stop();
    else read();
  });
  window.addEventListener("pagehide", stop);
})();
