// Makes the pages live. Without it every form still works: the address is the state, the server
// renders the page. Here a change asks the server for the same page and takes over what differs,
// so that focus, caret and scroll stay where they are.

const policy = window.trustedTypes?.createPolicy("corsmith", {
  // Only answers of this site's own pages come here; the server escapes everything in them.
  createHTML: (html) => html,
});
const parse = (html) =>
  new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");

const status = document.getElementById("status");
const say = (text) => {
  status.textContent = "";
  status.textContent = text;
};

/* Taking over a page */

const keyed = (node) => (node.nodeType === 1 ? node.id || node.dataset.key || "" : "");
const alike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyed(a) === keyed(b);

/** Makes `now` what `next` is, element by element. `keep` says whose value the user is editing. */
function morph(now, next, keep) {
  if (now.isEqualNode(next) && !isControl(now) && !now.querySelector?.("input, textarea, select")) return;
  if (now.nodeType !== 1) {
    if (now.data !== next.data) now.data = next.data;
    return;
  }
  for (const { name, value } of next.attributes) {
    if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  for (const { name } of [...now.attributes]) {
    if (!next.hasAttribute(name) && !now.hasAttribute("data-own")) now.removeAttribute(name);
  }
  if (isControl(now)) takeValue(now, next, keep);
  if (now.localName === "pre" && now.textContent !== next.textContent) {
    showChanges(now, next);
    return;
  }
  if (now.localName === "textarea" || now.localName === "pre") return;
  let child = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    if (child && alike(child, wanted)) {
      const following = child.nextSibling;
      morph(child, wanted, keep);
      child = following;
      continue;
    }
    const later = keyed(wanted) && [...now.childNodes].find((it) => alike(it, wanted));
    if (later) {
      now.insertBefore(later, child);
      morph(later, wanted, keep);
    } else {
      now.insertBefore(document.importNode(wanted, true), child);
    }
  }
  while (child) {
    const following = child.nextSibling;
    child.remove();
    child = following;
  }
}

const isControl = (node) => ["input", "textarea", "select"].includes(node.localName);

function takeValue(now, next, keep) {
  if (keep === "all" || keep === now) return;
  if (now.type === "checkbox" || now.type === "radio") now.checked = next.checked;
  else if (now.value !== next.value) now.value = next.value;
}

/** Lines that were not in a file before are marked. */
function showChanges(now, next) {
  const before = new Map();
  for (const line of now.textContent.split("\n")) before.set(line, (before.get(line) ?? 0) + 1);
  const lines = next.textContent.split("\n").map((line) => {
    const left = before.get(line) ?? 0;
    before.set(line, left - 1);
    if (left > 0 || line === "") return document.createTextNode(line);
    const mark = document.createElement("mark");
    mark.textContent = line;
    return mark;
  });
  const isSame = now.dataset.file === next.dataset.file && now.dataset.file !== undefined;
  if (isSame) now.replaceChildren(...lines.flatMap((line, index) => (index ? ["\n", line] : [line])));
  else now.textContent = next.textContent;
}

/* Addresses: of keystrokes only the last is kept, and engines limit how often it may change */

let replacing;
let replacement;

function replaceNow() {
  clearTimeout(replacing);
  if (replacement) history.replaceState(null, "", replacement);
  replacement = undefined;
}

function remember(entry, address) {
  if (entry === "replace") {
    replacement = address;
    clearTimeout(replacing);
    replacing = setTimeout(replaceNow, 100);
    return;
  }
  replaceNow();
  if (address.href !== location.href) history.pushState(null, "", address);
}

/* Leaving a field asks for a page, which may be there before the click that left it has ended: nothing moves from under it */

let released = Promise.resolve();

document.addEventListener("pointerdown", () => {
  released = new Promise((resolve) => {
    // The click comes after it. Who holds on longer selects or drags.
    const end = () => setTimeout(resolve);
    addEventListener("pointerup", end, { once: true });
    addEventListener("pointercancel", end, { once: true });
    setTimeout(resolve, 1000);
  });
});

/* Asking for a page: one request at a time, and only the latest wish is kept */

let running = false;
let wanted;

async function show(wish) {
  wanted = wish;
  if (running) return;
  running = true;
  while (wanted) {
    const { url, body, keep, history: entry, focus } = wanted;
    wanted = undefined;
    try {
      const answer = await fetch(url, body ? { method: "POST", body } : {});
      const html = await answer.text();
      await released;
      if (wanted && wanted.keep !== undefined && !entry) continue;
      // Whoever has changed something since has values that this page does not know.
      take(html, wanted ? "all" : keep);
      // The page knows its shortest address; a form's own has every control in it.
      const canonical = document.getElementById("permalink")?.dataset.path;
      const address = new URL(canonical ?? answer.url, location);
      address.hash = new URL(url, location).hash;
      if (entry) remember(entry, address);
      if (focus) document.querySelector(focus)?.focus();
    } catch {
      say("The server does not answer. What you typed is still here.");
    }
  }
  running = false;
}

/* Pages mark their parts, so that an edit costs no more than the parts that it changes. */

const PART = /<!--part-->([^]*?)<!--\/part-->/g;
let shown;

function split(html) {
  const parts = [];
  const frame = html.replace(PART, (_, part) => {
    parts.push(part);
    return "";
  });
  return { frame, parts };
}

function take(html, keep) {
  const next = split(html);
  const active = document.activeElement;
  const place = active?.closest("[data-setting]");
  if (keep === "all" && shown?.frame === next.frame && shown.parts.length === next.parts.length) {
    const changed = next.parts.filter((part, index) => part !== shown.parts[index]);
    for (const part of [...parse(changed.join("")).body.children]) {
      const now = document.getElementById(part.id);
      if (now) morph(now, part, keep);
    }
  } else {
    const page = parse(html);
    const main = page.getElementById("main");
    if (!main) return;
    document.title = page.title;
    morph(document.getElementById("main"), main, keep);
  }
  shown = next;
  enhance();
  // A fix that was carried out is gone, and the focus with it: stay in its setting.
  if (active && active !== document.body && !active.isConnected) {
    const control = place?.querySelector("textarea, input[type=text]") ?? place?.querySelector("input");
    (control ?? document.getElementById("main")).focus();
  }
  const level = document.getElementById("strength")?.dataset.level;
  if (level && level !== take.level) say(`Strength: ${level}`);
  take.level = level;
}

const query = (form, submitter) => {
  const data = new FormData(form, submitter);
  return new URLSearchParams([...data].filter(([, value]) => value !== ""));
};

// A control that is called `method` hides the form's own property.
const sends = (form, method) => form.getAttribute("method") === method;

const liveForm = (node) => node.closest?.("form[data-live]");

// A setting that is inherited is set here as soon as it is changed here.
document.addEventListener("input", (event) => {
  const own = event.target.closest?.(".inherits")?.querySelector("input[name$=own]");
  if (own && own !== event.target) own.checked = true;
});

document.addEventListener("input", (event) => {
  const form = liveForm(event.target);
  if (!form || !sends(form, "get") || !event.target.name) return;
  if (event.target.matches("[type=checkbox], [type=radio], select, [type=range]")) return;
  show({ url: `${form.action}?${query(form)}`, keep: "all", history: "replace" });
});

document.addEventListener("change", (event) => {
  const form = liveForm(event.target);
  if (!form || !sends(form, "get") || !event.target.name) return;
  const isText = event.target.matches("[type=text], [type=url], textarea");
  const pairs = query(form);
  // What was typed is whole now: URLs may become origins. That holds for a choice too, which may overtake the text before it.
  pairs.set("whole", "1");
  show({ url: `${form.action}?${pairs}`, history: isText ? "replace" : "push" });
});

document.addEventListener("submit", (event) => {
  const form = liveForm(event.target);
  if (!form) return;
  event.preventDefault();
  const { submitter } = event;
  const focus = submitter?.id ? `#${CSS.escape(submitter.id)}` : undefined;
  if (sends(form, "post")) {
    const data = new FormData(form, submitter);
    const isFile = form.enctype === "multipart/form-data";
    show({ url: form.action, body: isFile ? data : new URLSearchParams([...data]), keep: "all", focus: "#result" });
  } else {
    show({ url: `${form.action}?${query(form, submitter)}`, history: "push", focus });
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-live]");
  if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
    event.preventDefault();
    show({ url: link.href, history: "push" });
  }
  const copy = event.target.closest?.("button.copy");
  if (copy) copyText(copy);
});

window.addEventListener("popstate", () => {
  clearTimeout(replacing);
  replacement = undefined;
  if (document.querySelector("form[data-live]")) show({ url: location.href });
});

async function copyText(button) {
  const source = document.getElementById(button.dataset.copy);
  const text = "value" in source ? source.value : source.textContent;
  try {
    await navigator.clipboard.writeText(text);
    say("Copied");
    button.textContent = "Copied";
  } catch {
    const selection = getSelection();
    selection.selectAllChildren(source);
    button.textContent = "Press Ctrl+C";
  }
  setTimeout(() => (button.textContent = "Copy"), 2000);
}

/* Tab lists: arrow keys move, as the ARIA pattern has it */

document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.("[role=tab]");
  if (!tab) return;
  const tabs = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]:not([hidden])")];
  const at = tabs.indexOf(tab);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  tabs[(to + tabs.length) % tabs.length].focus();
});

/* Small helpers of single controls */

const STOPS = ["", "0", "1m", "5m", "10m", "30m", "1h", "2h", "6h", "12h", "1d"];

function enhance() {
  for (const list of document.querySelectorAll("[role=tablist]")) {
    const tabs = [...list.querySelectorAll("[role=tab]")];
    const current = tabs.find((tab) => tab.getAttribute("aria-selected") === "true") ?? tabs[0];
    for (const tab of tabs) tab.tabIndex = tab === current ? 0 : -1;
  }
  const slider = document.getElementById("max-age-slider");
  const text = document.getElementById("max-age");
  if (slider && text) {
    const at = STOPS.indexOf(text.value.trim());
    if (at >= 0) slider.value = at;
    slider.setAttribute("aria-valuetext", text.value || "not sent");
    slider.oninput = () => {
      text.value = STOPS[slider.value];
      text.dispatchEvent(new Event("input", { bubbles: true }));
    };
  }
  const filter = document.getElementById("target-filter");
  if (filter) {
    filter.oninput = () => {
      const words = filter.value.trim().toLowerCase();
      for (const tab of document.querySelectorAll("#targets [role=tab]")) {
        tab.hidden = !tab.textContent.toLowerCase().includes(words) && tab.getAttribute("aria-selected") !== "true";
      }
    };
  }
  const link = document.getElementById("permalink");
  if (link) link.value = new URL(link.dataset.path, location).href;
}

/* A scan that goes on: its page says how far it is, and becomes the report */

const progress = document.getElementById("progress");
if (progress?.dataset.events) {
  const events = new EventSource(progress.dataset.events);
  events.addEventListener("progress", ({ data }) => {
    const { state, requests } = JSON.parse(data);
    if (state === "asking") progress.textContent = `${requests} request${requests === 1 ? "" : "s"} sent.`;
  });
  events.addEventListener("done", () => {
    events.close();
    location.reload();
  });
}

/* The theme: system, light, dark */

const theme = document.getElementById("theme");
const THEMES = ["system", "light", "dark"];
const showTheme = () => (theme.textContent = `Theme: ${document.documentElement.dataset.theme ?? "system"}`);
theme.addEventListener("click", () => {
  const { dataset } = document.documentElement;
  const next = THEMES[(THEMES.indexOf(dataset.theme ?? "system") + 1) % THEMES.length];
  if (next === "system") delete dataset.theme;
  else dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", next);
  } catch {
    // The choice holds for this page then.
  }
  showTheme();
});
showTheme();
enhance();
take.level = document.getElementById("strength")?.dataset.level;
