/* The page of "parley ui": what can be run, what has been seen, and the chosen story, as it goes on. */
(function () {
  "use strict";
  var h = preact.h, Fragment = preact.Fragment, boot = parley.boot;
  var useState = preactHooks.useState, useEffect = preactHooks.useEffect;

  function get(path) {
    return fetch(path).then(function (answer) { return answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)); });
  }

  function post(path, body) {
    return fetch(path, { method: "POST", body: body || "" }).then(function (answer) {
      return answer.json().then(function (json) { return answer.ok ? json : Promise.reject(new Error(json.error || answer.statusText)); });
    });
  }

  function Live() {
    var language = useState(parley.firstLanguage), labels = boot.labels[language[0]];
    var list = useState([]), chosen = useState(null), story = useState(null), trouble = useState(null), busy = useState(false);
    var address = useState(""), keys = useState(0);

    useEffect(function () {
      var events = new EventSource("events");
      events.onmessage = function (event) { list[1](JSON.parse(event.data)); };
      return function () { events.close(); };
    }, []);

    var here = list[0].filter(function (one) { return one.id === chosen[0]; })[0];
    var revision = here ? here.revision : null;
    useEffect(function () {
      if (chosen[0] === null) return;
      get("stories/" + chosen[0] + "?lang=" + language[0]).then(story[1], function (e) { trouble[1](e.message); });
    }, [chosen[0], language[0], revision]);
    useEffect(function () { document.title = "Parley" + (story[0] ? " · " + story[0].title : ""); }, [story[0]]);

    function run(path, body) {
      busy[1](true);
      trouble[1](null);
      post(path, body).then(function (made) { if (made.id !== undefined) chosen[1](made.id); }, function (e) { trouble[1](e.message); })
        .then(function () { busy[1](false); });
    }

    function opened(event) {
      var file = event.target.files[0];
      if (file) run("captures?name=" + encodeURIComponent(file.name), file);
      event.target.value = "";
    }

    function given(event) {
      trouble[1](null);
      Array.prototype.reduce.call(event.target.files, function (before, file) {
        return before.then(function () { return post("keys?name=" + encodeURIComponent(file.name), file); })
          .then(function (now) { keys[1](now.keys); });
      }, Promise.resolve()).catch(function (e) { trouble[1](e.message); });
      event.target.value = "";
    }

    /** A button that asks for files; the field itself can be reached by keyboard, and the button shows that it is. */
    function chooser(id, label, accept, many, chosen) {
      return h("label", { class: "button file" }, label, h("input", { type: "file", id: id, accept: accept, multiple: many, onChange: chosen }));
    }

    return h(Fragment, null,
      h(parley.Top, { labels: labels, language: language[0], onLanguage: language[1] },
        chosen[0] !== null ? h("a", { class: "button", href: "stories/" + chosen[0] + "/html?lang=" + language[0], download: "handshake.html" }, labels.save) : null),
      h("div", { class: "frame" },
        h("nav", { class: "side", "aria-label": labels.stories },
          boot.actions.map(function (group) {
            return h(Fragment, null, h("h2", null, labels[group.group]), h("ul", null, group.actions.map(function (action) {
              return h("li", null, h("button", { disabled: busy[0], id: "run-" + action.name, onClick: function () { run("run/" + action.name); } }, action.titles[language[0]]));
            })));
          }),
          h(Fragment, null, h("h2", null, labels.capture),
            chooser("keys", labels.open_keys, ".log,.txt,.keys,.pem,.key", true, given),
            keys[0] ? h("p", { class: "tone-faint", role: "status" }, labels.keys_known + " " + keys[0]) : null,
            chooser("capture", labels.open_capture, ".pcap,.pcapng,.gz,.cap", false, opened)),
          h(Fragment, null, h("h2", null, labels.connect), h("form", { onSubmit: function (event) { event.preventDefault(); run("connect", address[0]); } },
            h("input", { id: "address", "aria-label": labels.connect, placeholder: "example.org:443", value: address[0], onInput: function (event) { address[1](event.target.value); } }))),
          h("h2", null, labels.stories), h("ul", { id: "stories" }, list[0].slice().reverse().map(function (one) {
            return h("li", null, h("button", { "aria-current": String(one.id === chosen[0]), class: parley.cls(one.live && "live", one.failed && "tone-bad"), onClick: function () { chosen[1](one.id); } },
              one.title + (one.failed ? " ✗" : "")));
          }))),
        h("main", { "aria-busy": String(busy[0]) },
          trouble[0] ? h("section", { class: "card failed", role: "alert" }, h("p", null, trouble[0])) : null,
          story[0] ? h(parley.Story, { key: chosen[0], story: story[0], labels: labels }) : h("p", { class: "tone-faint" }, labels.choose))));
  }

  preact.render(h(Live), document.getElementById("page"));
})();
