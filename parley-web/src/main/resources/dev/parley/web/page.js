/* Shows stories. Knows nothing of TLS: every word comes with the story, or from the labels. */
(function () {
  "use strict";
  var h = preact.h, Fragment = preact.Fragment;
  var useState = preactHooks.useState, useEffect = preactHooks.useEffect;
  var useMemo = preactHooks.useMemo, useRef = preactHooks.useRef;

  var boot = JSON.parse(document.getElementById("boot").textContent);
  var remembered = null;
  try { remembered = localStorage.getItem("parley-language"); } catch (e) { /* a file may not remember */ }
  var preferred = (navigator.language || "en").slice(0, 2) === "zh" ? "zh" : "en";
  var firstLanguage = remembered || boot.language || preferred;

  function cls() {
    return Array.prototype.filter.call(arguments, Boolean).join(" ");
  }

  // ---- pieces that are used everywhere

  function Lines(props) {
    return h("dl", { class: "lines" }, props.lines.map(function (line) {
      return h(Fragment, null, h("dt", null, line.name), h("dd", { class: "tone-" + line.tone }, line.text));
    }));
  }

  function Card(props) {
    return h("section", { class: cls("card", props.failed && "failed"), role: props.failed ? "alert" : null },
      h("h2", null, props.section.title), h(Lines, { lines: props.section.lines }), props.children);
  }

  function Offers(props) {
    var both = props.offers;
    function list(title, items) {
      return h("div", null, h("h3", null, title), h("ul", null, items.map(function (item) {
        return h("li", { class: both.common.indexOf(item) >= 0 ? "tone-good" : null }, item);
      })));
    }
    return h("div", { class: "offers" },
      list(both.ourSide + " · " + both.title, both.our), list(both.theirSide + " · " + both.title, both.their),
      h("div", { class: "all" }, h("h3", null, both.commonTitle),
        both.common.length ? both.common.join(", ") : h("strong", { class: "tone-bad" }, "∅")));
  }

  // ---- time to scale

  function TimeLine(props) {
    var story = props.story;
    var flights = [];
    story.turns.forEach(function (turn) {
      var names = turn.items.filter(function (item) { return item.kind === "message" || item.kind === "alert" || item.kind === "data"; })
        .map(function (item) { return item.title; });
      if (!names.length) return;
      var last = flights[flights.length - 1];
      if (last && last.side === turn.side && last.flight === turn.flight) {
        last.to = turn.to;
        last.names = last.names.concat(names);
      } else flights.push({ side: turn.side, flight: turn.flight, from: turn.from, to: turn.to, names: names });
    });
    if (!flights.length) return null;
    var left = 150, right = 590, top = 32, least = 30;
    var scale = 260 / Math.max(story.millis, 0.001);
    var y = top;
    flights.forEach(function (flight, i) {
      var wanted = top + flight.from * scale;
      y = i === 0 ? wanted : Math.max(wanted, y + least);
      flight.y = y;
    });
    var bottom = y + 40;
    return h("svg", { class: "time", viewBox: "0 0 740 " + bottom, role: "img", "aria-label": props.labels.time },
      h("text", { x: left, y: 12, "text-anchor": "middle" }, props.labels.client),
      h("text", { x: right, y: 12, "text-anchor": "middle" }, props.labels.server),
      h("line", { class: "life", x1: left, x2: left, y1: 18, y2: bottom }),
      h("line", { class: "life", x1: right, x2: right, y1: 18, y2: bottom }),
      flights.map(function (flight) {
        var out = flight.side === "client";
        var from = out ? left : right, to = out ? right : left, tip = out ? -9 : 9;
        var text = flight.names.join(", ");
        return h("g", { class: flight.side },
          h("line", { x1: from, y1: flight.y, x2: to, y2: flight.y + 14, "stroke-width": 2 }),
          h("polygon", { points: [to, flight.y + 14, to + tip, flight.y + 9, to + tip, flight.y + 18].join(" ") }),
          h("text", { x: (left + right) / 2, y: flight.y - 4, "text-anchor": "middle", "stroke": "none" }, h("title", null, text),
            text.length > 62 ? text.slice(0, 60) + " …" : text),
          h("text", { class: "faint", stroke: "none", x: out ? left - 8 : right + 8, y: flight.y + 5, "text-anchor": out ? "end" : "start" },
            "+" + flight.from.toFixed(flight.from < 10 ? 2 : 1) + " ms"));
      }));
  }

  // ---- a message, byte by byte

  function within(at, range) {
    return range && at >= range[0] && at < range[1];
  }

  /** Bytes, each of which may be lit. @param range what is lit; @param marks bytes outside it are only frame */
  function Hex(props) {
    var rows = [], bytes = props.bytes, perRow = 16;
    for (var at = 0; at * 2 < bytes.length; at += perRow) {
      var cells = [h("span", { class: "offset" }, ("000" + at.toString(16)).slice(-4) + "  ")];
      for (var i = at; i < Math.min(at + perRow, bytes.length / 2); i++) {
        cells.push(h("span", {
          class: cls(within(i, props.range) && "lit", props.marks && !within(i, props.marks) && "pad"), "data-at": i
        }, bytes.substr(i * 2, 2)), i % 8 === 7 ? "  " : " ");
      }
      rows.push(h("div", null, cells));
    }
    function over(event) {
      var at = event.target.getAttribute && event.target.getAttribute("data-at");
      if (at !== null && at !== undefined && props.onByte) props.onByte(Number(at));
    }
    return h("div", { class: "hex", tabindex: 0, role: "group", "aria-label": props.label, onMouseOver: over, onClick: over }, rows,
      props.cut ? h("div", { class: "offset" }, "… " + props.cut) : null);
  }

  function innermost(node, at) {
    for (var i = 0; node.parts && i < node.parts.length; i++) {
      var part = node.parts[i];
      if (at >= part.from && at < part.to) return innermost(part, at);
    }
    return node;
  }

  function Tree(props) {
    function branch(node) {
      var lit = props.lit === node;
      return h("li", null, h("button", {
        class: lit ? "lit" : null, "aria-pressed": lit ? "true" : "false",
        onMouseEnter: function () { props.onLight(node); }, onFocus: function () { props.onLight(node); },
        onClick: function () { props.onLight(node); }
      }, node.field, node.type && node.type !== node.field ? h("span", { class: "type" }, " : " + node.type) : null,
        node.value ? h("span", { class: "value" }, " = " + node.value) : null,
        h("span", { class: "type" }, "  " + node.from + "…" + node.to)),
        node.parts && node.parts.length ? h("ul", null, node.parts.map(branch)) : null);
    }
    return h("div", { class: "tree" }, h("ul", null, branch(props.root)));
  }

  /** Where bytes of a message stand in one of its records. */
  function shifted(range, piece, begin) {
    if (!range || begin < 0) return null;
    var from = Math.max(range[0], piece.from), to = Math.min(range[1], piece.to);
    if (from >= to) return null;
    return [begin + piece.at + from - piece.from, begin + piece.at + to - piece.from];
  }

  function MessageDetail(props) {
    var labels = props.labels, message = props.story.messages[props.item.message];
    var state = useState(message.fields), lit = state[0], light = state[1];
    var layer = useState("message");
    var range = [lit.from, lit.to];
    var records = props.story.records;
    return h("div", { class: "detail" },
      h("dl", { class: "lines told" }, (props.item.fields || []).map(function (field) {
        return h(Fragment, null, h("dt", null, field.name), h("dd", null, field.values.join(", ")));
      })),
      h("div", { class: "tabs", role: "group", "aria-label": labels.layers }, ["message", "plaintext", "record"].map(function (name) {
        return h("button", { "aria-pressed": layer[0] === name ? "true" : "false", disabled: name !== "message" && !message.pieces.length,
          onClick: function () { layer[1](name); } }, labels["layer_" + name]);
      })),
      h("div", { class: "panes" },
        h(Tree, { root: message.fields, lit: lit, onLight: light }),
        h("div", null, layer[0] === "message"
          ? h(Hex, { label: labels.bytes, bytes: message.bytes, range: range, onByte: function (at) { light(innermost(message.fields, at)); } })
          : message.pieces.map(function (piece) {
            var record = records[piece.record], plain = layer[0] === "plaintext";
            var begin = plain ? 0 : record.contentAt;
            var frame = begin < 0 ? null : [begin + piece.at, begin + piece.at + piece.to - piece.from];
            return h("div", null, h(RecordHead, { record: record, labels: labels }),
              begin < 0 ? h("p", { class: "tone-faint" }, labels.mixed) : null,
              h(Hex, { label: labels.bytes, bytes: plain ? record.content : record.bytes, range: shifted(range, piece, begin), marks: frame,
                onByte: frame && function (at) {
                  var within = at - begin - piece.at + piece.from;
                  if (within >= piece.from && within < piece.to) light(innermost(message.fields, within));
                } }));
          }))));
  }

  function RecordHead(props) {
    var record = props.record, labels = props.labels, lines = [];
    function add(name, value) {
      if (value !== undefined && value !== null && value !== "") lines.push({ name: name, text: String(value), tone: "plain" });
    }
    add(labels.record, record.type + ", " + record.length + " " + labels.bytes);
    add(labels.protection, record.cipher ? record.cipher + " (" + record.guard.text + ")" : record.guard.text);
    if (record.cipher) add(labels.number, record.number);
    add(labels.nonce, record.nonce);
    add(labels.additional, record.additional);
    add(labels.tag, record.tag);
    return h("div", { class: "told" }, h(Lines, { lines: lines }));
  }

  function RecordDetail(props) {
    var record = props.story.records[props.item.record];
    var plain = useState(true);
    var bytes = plain[0] ? record.content : record.bytes;
    return h("div", { class: "detail" }, h(RecordHead, { record: record, labels: props.labels }),
      h("div", { class: "tabs" },
        h("button", { "aria-pressed": String(plain[0]), onClick: function () { plain[1](true); } }, props.labels.layer_plaintext),
        h("button", { "aria-pressed": String(!plain[0]), onClick: function () { plain[1](false); } }, props.labels.layer_record)),
      h(Hex, { label: props.labels.bytes, bytes: bytes, cut: !plain[0] && bytes.length / 2 < record.length ? record.length + " " + props.labels.bytes : null }));
  }

  // ---- what happens

  function Classic(props) {
    return h("details", { class: "classic" },
      h("summary", null, props.row.number + " · " + props.row.title), h("p", null, props.row.text),
      h("p", null, h("strong", null, "TLS 1.3 (" + props.row.fate + "): "), props.row.now));
  }

  function Saying(props) {
    var item = props.item;
    return h("div", { class: "saying" },
      item.mark ? h("span", { class: "mark tone-" + item.markTone, "aria-hidden": "true" }, item.mark + " ") : null,
      h("span", { class: "tone-" + item.tone }, item.text),
      item.more ? h("div", { class: "more" }, item.more.map(function (more) { return h(Saying, { item: more }); })) : null);
  }

  /** Two hellos, one within the other. */
  function Veil(props) {
    var veil = props.veil;
    return h("div", { class: "veil" },
      h("table", null, h("thead", null, h("tr", null, h("td", null), h("th", { scope: "col" }, veil.outside), h("th", { scope: "col" }, veil.inside))),
        h("tbody", null, (veil.pairs || []).map(function (pair) {
          return h("tr", null, h("th", { scope: "row" }, pair.name), h("td", null, pair.outside), h("td", { class: "tone-secret" }, pair.inside));
        }))),
      veil.same ? h("p", { class: "tone-faint" }, veil.same) : null);
  }

  function Passing(props) {
    var item = props.item, open = props.open, can = item.message !== undefined || item.record !== undefined;
    return h(Fragment, null,
      h("button", { class: "arrow " + item.side, disabled: !can, "aria-expanded": can ? String(open) : null, onClick: props.onToggle },
        h("span", { class: "name" }, item.title), h("span", { class: "shaft", "aria-hidden": "true" }),
        h("span", { class: cls("guard", item.guard.secret && "secret") }, item.guard.text)),
      item.text ? h("p", { class: "why" }, item.text) : null,
      item.veil ? h(Veil, { veil: item.veil }) : null,
      open && item.message !== undefined ? h(MessageDetail, props) : null,
      open && item.record !== undefined ? h(RecordDetail, props) : null);
  }

  function Sequence(props) {
    var open = props.open;
    return h("section", { class: "sequence", "aria-label": props.labels.sequence + (props.visit ? " · " + props.visit : "") },
      h("h2", { class: "unseen" }, props.labels.sequence),
      h("div", { class: "heads", "aria-hidden": "true" }, h("span", { class: "client" }, props.labels.client), h("span", { class: "server" }, props.labels.server)),
      props.story.turns.map(function (turn, t) {
        return h("div", { class: "turn " + turn.side }, h("h3", null, h("span", { class: "who-" + turn.side }, props.labels[turn.side]), " · " + turn.heading),
          turn.items.map(function (item, i) {
            var id = t + "." + i;
            return h("div", { class: item.kind === "saying" ? "inner-" + turn.side : null, key: id },
              item.kind === "saying" ? h(Saying, { item: item })
                : h(Passing, { item: item, story: props.story, labels: props.labels, open: Boolean(open[id]),
                  onToggle: function () { props.onToggle(id); } }),
              (item.rows || []).map(function (row) { return h(Classic, { row: row }); }));
          }));
      }));
  }

  // ---- keys

  function Keys(props) {
    var steps = props.keys.steps, chosen = useState(0), at = chosen[0];
    var plan = useMemo(function () {
      var depths = [], columns = [];
      steps.forEach(function (step, i) {
        var depth = 0;
        (step.inputs || []).forEach(function (input) { depth = Math.max(depth, depths[input] + 1); });
        depths[i] = depth;
        (columns[depth] = columns[depth] || []).push(i);
      });
      var places = [], width = 272, height = 58, tall = 0;
      columns.forEach(function (column, depth) {
        column.forEach(function (step, row) { places[step] = { x: 10 + depth * (width + 56), y: 10 + row * (height + 14) }; });
        tall = Math.max(tall, column.length);
      });
      return { places: places, width: width, height: height, wide: columns.length * (width + 56), tall: tall * (height + 14) + 20 };
    }, [props.keys]);
    var step = steps[at];
    function key(event, i) {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); chosen[1](i); }
    }
    return h("section", { class: "card keys" }, h("h2", null, props.keys.title), h("p", null, props.keys.intro),
      h("svg", { width: plan.wide, height: plan.tall, viewBox: "0 0 " + plan.wide + " " + plan.tall, role: "group", "aria-label": props.keys.title },
        steps.map(function (one, i) {
          return (one.inputs || []).map(function (input) {
            var a = plan.places[input], b = plan.places[i];
            var x1 = a.x + plan.width, y1 = a.y + plan.height / 2, x2 = b.x, y2 = b.y + plan.height / 2;
            return h("path", { class: i === at || input === at ? "lit" : null, d: "M" + x1 + " " + y1 + " C" + (x1 + 40) + " " + y1 + " " + (x2 - 40) + " " + y2 + " " + x2 + " " + y2 });
          });
        }),
        steps.map(function (one, i) {
          var place = plan.places[i];
          return h("g", { class: cls("key", i === at && "lit"), tabindex: 0, role: "button", "aria-pressed": String(i === at), "aria-label": one.name,
            transform: "translate(" + place.x + " " + place.y + ")", onClick: function () { chosen[1](i); }, onKeyDown: function (event) { key(event, i); } },
            h("rect", { width: plan.width, height: plan.height }),
            h("text", { x: 9, y: 20 }, one.name.length > 38 ? one.name.slice(0, 36) + "…" : one.name),
            h("text", { x: 9, y: 37, class: "value" }, one.value.slice(0, 32) + (one.value.length > 32 ? "…" : "")),
            h("text", { x: 9, y: 51, class: "value" }, one.check ? (one.check.tone === "good" ? "✓" : "✗") : ""));
        })),
      h("div", { "aria-live": "polite" },
        h("h3", null, step.name), step.formula ? h("p", null, h("code", null, "= " + step.formula)) : null,
        h("p", null, h("code", { class: "tone-secret" }, step.value)),
        step.check ? h("p", { class: "tone-" + step.check.tone }, (step.check.tone === "good" ? "✓ " : "✗ ") + step.check.text) : null,
        h("p", { class: "tone-faint" }, step.source)),
      h("dl", { class: "lines on-paper" }, steps.map(function (one) {
        return h(Fragment, null, h("dt", null, one.name), h("dd", null, one.formula ? h("div", null, h("code", null, "= " + one.formula)) : null,
          h("code", { class: "tone-secret" }, one.value),
          one.check ? h("span", { class: "tone-" + one.check.tone }, (one.check.tone === "good" ? " ✓ " : " ✗ ") + one.check.text) : null));
      })));
  }

  // ---- checks

  var marks = { good: "✓ ", bad: "✗ ", faint: "? " };

  /** Each opens to what went in and came out; those that do not hold are open at once. */
  function Checks(props) {
    return h("section", { class: "card checks" }, h("h2", null, props.checks.title), h("p", null, props.checks.intro),
      props.checks.proofs.map(function (proof) {
        return h("details", { open: proof.tone === "bad" },
          h("summary", null, h("span", { class: "tone-" + proof.tone }, marks[proof.tone], h("strong", null, proof.name), " – ", proof.verdict)),
          h("p", null, proof.why),
          proof.formula ? h("p", null, h("code", null, proof.formula)) : null,
          h("dl", { class: "lines parts" }, (proof.parts || []).map(function (part) {
            return h(Fragment, null, h("dt", null, part.name), h("dd", null,
              part.formula ? h("div", { class: "tone-faint" }, "= " + part.formula) : null, h("code", { class: "tone-secret" }, part.value)));
          })),
          h("p", { class: "tone-faint" }, proof.source));
      }));
  }

  function Account(props) {
    return h("details", { class: "card" }, h("summary", null, props.labels.classic),
      h("table", null, h("tbody", null, props.rows.map(function (row) {
        return h("tr", null, h("th", { scope: "row" }, row.number + " " + row.title), h("td", null, row.text),
          h("td", null, h("strong", null, row.fate + ": "), row.now));
      }))));
  }

  function Story(props) {
    var story = props.story, labels = props.labels;
    var open = useState({});
    function toggle(id) {
      var next = Object.assign({}, open[0]);
      next[id] = !next[id];
      open[1](next);
    }
    function all(on) {
      var next = {};
      if (on) story.turns.forEach(function (turn, t) { turn.items.forEach(function (item, i) { next[t + "." + i] = true; }); });
      open[1](next);
    }
    return h(Fragment, null,
      story.failure ? h(Card, { section: story.failure, failed: true }, story.offers ? h(Offers, { offers: story.offers }) : null) : null,
      story.peersSilence ? h(Card, { section: story.peersSilence }) : null,
      h("h1", null, story.title), h(TimeLine, { story: story, labels: labels }),
      h("p", { class: "tabs" }, h("button", { onClick: function () { all(true); } }, labels.open_all), " ",
        h("button", { onClick: function () { all(false); } }, labels.close_all)),
      h(Sequence, { story: story, labels: labels, visit: props.visit, open: open[0], onToggle: toggle }),
      story.summary ? h(Card, { section: story.summary }) : null,
      story.keys ? h(Keys, { keys: story.keys }) : null,
      story.checks ? h(Checks, { checks: story.checks }) : null,
      story.classic.length ? h(Account, { rows: story.classic, labels: labels }) : null);
  }

  // ---- the frame

  function Top(props) {
    function choose(language) {
      try { localStorage.setItem("parley-language", language); } catch (e) { /* then only for now */ }
      document.documentElement.lang = language;
      props.onLanguage(language);
    }
    return h("header", { class: "top" }, h("strong", null, "Parley"), h("span", { class: "tone-faint" }, props.labels.claim), h("span", { class: "grow" }),
      props.children,
      h("span", { role: "group", "aria-label": props.labels.language }, ["en", "zh"].map(function (language) {
        return h("button", { lang: language, "aria-pressed": String(props.language === language), onClick: function () { choose(language); } }, language === "en" ? "English" : "中文");
      })));
  }

  /** Stories in a file: one, or several visits behind each other. */
  function Exported() {
    var language = useState(firstLanguage), labels = boot.labels[language[0]], visits = boot.visits[language[0]];
    useEffect(function () { document.title = visits[visits.length - 1].story.title; });
    return h(Fragment, null, h(Top, { labels: labels, language: language[0], onLanguage: language[1] }),
      h("div", { class: "frame" }, h("main", null,
        visits.length > 1 ? h("nav", { class: "visits", "aria-label": labels.stories }, visits.map(function (visit, i) {
          return h("a", { class: "button", href: "#visit-" + i }, visit.title);
        })) : null,
        visits.map(function (visit, i) {
          return h("section", { id: "visit-" + i, class: "visit", "aria-label": visit.title, key: i },
            visit.title ? h("h2", { class: "visit" }, visit.title) : null, h(Story, { story: visit.story, visit: visit.title, labels: labels }));
        }))));
  }

  window.parley = { h: h, boot: boot, firstLanguage: firstLanguage, Top: Top, Story: Story, cls: cls };
  if (boot.visits) preact.render(h(Exported), document.getElementById("page"));
})();
