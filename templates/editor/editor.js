// The web editor: what stands between Decap CMS and our files. Decap reads YAML 1.2, where 0480 is 480, and wants
// every file to hold one shape. Here a file becomes what the forms of config.yml ask for, and what they say is written
// as staff write it by hand. All values are texts, as site_builder reads them (FAILSAFE: YAML 1.2.2, 10.1).
(() => {
  "use strict";

  const TEXTS = { schema: jsyaml.FAILSAFE_SCHEMA };
  // No text of ours may hold this character, so nobody can have written it.
  const MARK = "\0";

  const treeOf = (text) => jsyaml.load(text, TEXTS) || {};
  const linesOf = (tree) => (Object.keys(tree).length ? jsyaml.dump(tree, { ...TEXTS, lineWidth: -1, noRefs: true }) : "");
  const isTree = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
  // Comments on lines of their own, above the field or the record that they are about. Others are not kept.
  const NOTES = "§#";
  const NAMED = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'-][^:]*?))\s*:(?:\s|$)/;

  function notesIn(text) {
    const notes = {};
    let waiting = [];
    for (const line of text.split(/\r?\n/)) {
      const [, ...names] = NAMED.exec(line) || [];
      if (line.startsWith("#")) waiting.push(line);
      else if (names.length && waiting.length) {
        notes[names.find((one) => one !== undefined)] = waiting;
        waiting = [];
      }
    }
    return waiting.length ? { ...notes, "": waiting } : notes;
  }

  function withNotes(text, notes = {}) {
    const last = (notes[""] || []).map((one) => `${one}\n`).join("");
    const lines = text.split("\n").flatMap((line) => {
      const [, ...names] = NAMED.exec(line) || [];
      return [...(notes[names.find((one) => one !== undefined)] || []), line];
    });
    return lines.join("\n") + last;
  }

  const many = (value) => (value === null || value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value]);

  // Dates

  const MONTHS = ["jan", "feb", "mar", "apr", "ma", "jun", "jul", "aug", "sep", "okt", "nov", "des"];
  const two = (text) => text.padStart(2, "0");

  // "12. mai 2026 kl. 14.30" -> "2026-05-12 14:30", which the field for times can show. Other words stay as they are.
  function momentOf(text) {
    const found =
      /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})\.\s*(?:(\d{1,2})\.|([a-zæøå]+)\.?)\s*(\d{4}))(?:[T,\s]+(?:kl\.?\s*)?(\d{1,2})[.:](\d{2}))?$/i.exec(text);
    if (!found) return text;
    const [, year, month, day, day2, month2, word, year2, hour, minute] = found;
    const named = word ? MONTHS.findIndex((one) => word.toLowerCase().startsWith(one)) + 1 : 0;
    const number = month || month2 || (named && String(named));
    if (!number) return text;
    return `${year || year2}-${two(number)}-${two(day || day2)} ${two(hour || "00")}:${minute || "00"}`;
  }

  // At midnight: the whole day.
  const dateOf = (text) => text.replace(/^(\d{4}-\d{2}-\d{2})[T ]00:00(?::00)?$/, "$1");

  // Positions: latitude first with us, longitude first in GeoJSON (RFC 7946, 3.1.1).

  function pointOf(value) {
    const [lat, lon] = Array.isArray(value) ? value : value.split(/\s*;\s*|,?\s+|,/);
    return lon === undefined || [lat, lon].some((one) => Number.isNaN(Number(one)))
      ? value
      : JSON.stringify({ type: "Point", coordinates: [Number(lon), Number(lat)] });
  }

  function positionOf(text) {
    if (!text.startsWith("{")) return text;
    const [lon, lat] = JSON.parse(text).coordinates;
    return `${lat}, ${lon}`;
  }

  // Values, as the fields of a form want them

  // What editor.js adds for references to an entry: its id, which a field may say or else the name of its file.
  const ID = "§";

  const isMany = (field) => field.widget === "list" || field.multiple === true;

  function shown(value, field) {
    if (isMany(field)) {
      if (field.pairs) return Object.entries(isTree(value) ? value : {}).map(([key, text]) => ({ key, text }));
      return many(value).map((one) => (field.fields && isTree(one) ? shownTree(one, field.fields) : shownOne(one, field.field || field)));
    }
    if (field.widget === "object") return isTree(value) ? shownTree(value, field.fields) : value;
    return value === null ? "" : shownOne(value, field);
  }

  function shownOne(value, field) {
    if (field.widget === "map") return pointOf(value);
    if (typeof value !== "string") return value;
    if (field.widget === "boolean") return ["ja", "yes", "true"].includes(value.toLowerCase());
    if (field.widget === "datetime") return momentOf(value);
    if (field.widget === "image") return value && `${field.folder}/${value}`;
    return (field.also_values || {})[value] || value;
  }

  function shownTree(tree, fields) {
    const made = { ...tree };
    for (const field of fields) {
      const key = field.name in tree ? field.name : field.also;
      if (key === undefined || !(key in tree)) {
        if (field.widget === "boolean") made[field.name] = field.default;
        continue;
      }
      delete made[key];
      made[field.name] = shown(tree[key], field);
    }
    return made;
  }

  // Values, as files have them; undefined for what says nothing

  function written(value, field) {
    if (isMany(field)) {
      if (field.pairs) return whole(Object.fromEntries(many(value).map(({ key, text }) => [key, text])));
      const made = many(value).map((one) => (field.fields && isTree(one) ? writtenTree(one, field.fields) : writtenOne(one, field.field || field)));
      return whole(made.filter((one) => one !== undefined));
    }
    if (field.widget === "object") return isTree(value) ? writtenTree(value, field.fields) : value || undefined;
    return writtenOne(value, field);
  }

  function writtenOne(value, field) {
    if (field.widget === "boolean") return (value === true) === field.default ? undefined : value === true ? field.yes : field.no;
    if (value === null || value === undefined || value === "") return undefined;
    if (typeof value !== "string") return typeof value === "object" ? value : String(value);
    if (field.widget === "datetime") return dateOf(value);
    if (field.widget === "map") return positionOf(value);
    if (field.widget === "image") return value.split("/").pop();
    // A file keeps no empty lines at the end of a text.
    return value.trimEnd() || undefined;
  }

  // In the order of the form: the trees that Decap hands over are in none.
  function writtenTree(tree, fields) {
    const made = {};
    const left = { ...tree };
    for (const field of fields) {
      delete left[field.name];
      const value = written(tree[field.name], field);
      if (value !== undefined) made[field.name] = value;
    }
    return whole({ ...made, ...left });
  }

  const whole = (value) => (Object.keys(value).length ? value : undefined);

  // Files. A text may begin with its path, which `dressed` puts there.

  function apart(text) {
    if (!text.startsWith(MARK)) return ["", text];
    const end = text.indexOf(MARK, 1);
    return [text.slice(1, end), text.slice(end + 1)];
  }

  const FRONT = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)([\s\S]*)$/;

  function formatOfEntries(collection) {
    const fields = collection.fields.filter((one) => one.name !== "body");
    const title = collection.identifier_field;
    return {
      fromFile(raw) {
        const [path, text] = apart(raw);
        const [, front, after] = FRONT.exec(text) || [null, "", text];
        const data = shownTree(treeOf(front), fields);
        data.body = after.trim();
        data[NOTES] = notesIn(front);
        const heading = /^# +(.*)(?:\r?\n|$)/.exec(data.body);
        if (heading && !(title in data)) {
          data[title] = heading[1].trim();
          data.body = data.body.slice(heading[0].length).trim();
        }
        const kind = fields.find((one) => one.by_name);
        if (kind && path && !data[kind.name]) data[kind.name] = kindOf(path, kind);
        data[ID] = data.id || nameOf(path).split(".")[0];
        return data;
      },
      toFile({ body = "", [ID]: _, [NOTES]: notes, ...rest }) {
        const front = withNotes(linesOf(writtenTree(rest, fields) || {}), notes);
        return put(front, body);
      },
    };
  }

  const put = (front, body) => (front && `---\n${front}---\n`) + (body.trim() && `${front && "\n"}${body.trim()}\n`);

  const nameOf = (path) => path.split("/").pop();

  function kindOf(path, field) {
    const name = nameOf(path).replace(/^\d{4}-\d{2}-\d{2}-?/, "");
    return field.by_name[name.split(/[-.]/)[0]] || field.by_name[""];
  }

  // Files of facts: one with records under their ids is shown as a list under the name of the file.

  function formatOfFacts({ files }) {
    const listOf = (file) => (file.fields.length === 1 && file.fields[0].records ? file.fields[0] : null);
    return {
      fromFile(raw) {
        const [path, text] = apart(raw);
        const tree = treeOf(text);
        const file = files.find((one) => one.file === path);
        if (!file) return tree;
        const list = listOf(file);
        if (!list) return { ...shownTree(tree, file.fields), [NOTES]: notesIn(text) };
        const records = Object.entries(tree).map(([id, record]) => ({ ...shownTree(record || {}, list.fields), [list.records]: id }));
        return { [list.name]: records, [NOTES]: notesIn(text) };
      },
      toFile({ [NOTES]: notes, ...data }) {
        const file = files.find((one) => one.fields.some((field) => field.name in data));
        const list = file && listOf(file);
        if (!list) return withNotes(linesOf(file ? writtenTree(data, file.fields) || {} : data), notes);
        const tree = {};
        for (const { [list.records]: id, ...record } of many(data[list.name])) {
          if (id in tree) throw new Error(`${list.twice}: ${id}`);
          tree[id] = writtenTree(record, list.fields) || {};
        }
        return withNotes(linesOf(tree), notes);
      },
    };
  }

  // A map is a file of fields, in a folder of such.
  const formatOfFields = (collection) => ({
    fromFile(raw) {
      const [path, text] = apart(raw);
      const data = shownTree(treeOf(text), collection.fields);
      return { ...data, [ID]: data.id || nameOf(path).split(".")[0], [NOTES]: notesIn(text) };
    },
    toFile: ({ [ID]: _, [NOTES]: notes, ...data }) => withNotes(linesOf(writtenTree(data, collection.fields) || {}), notes),
  });

  // Names of files. With us `sfo.md` is the original and `sfo.nn.md` what it is in another language; Decap wants
  // `sfo.nb.md` too. Between it and the place where the files are, the one name is put for the other.

  function dressed(real, config) {
    const translated = config.collections.filter((one) => one.i18n && one.folder);
    const primary = config.i18n && config.i18n.default_locale;
    const others = config.i18n ? config.i18n.locales.filter((one) => one !== primary) : [];
    const isTranslated = (path) => path.endsWith(".md") && translated.some((one) => path.startsWith(`${one.folder}/`));
    const isOther = (path) => others.some((one) => path.endsWith(`.${one}.md`));

    const fieldsOf = (path) => translated.filter((one) => path.startsWith(`${one.folder}/`)).flatMap((one) => one.fields);

    const named = (path) => (isTranslated(path) && !isOther(path) ? path.replace(/\.md$/, `.${primary}.md`) : path);
    const kept = (path) => (primary && isTranslated(path) ? path.replace(new RegExp(`\\.${primary}\\.md$`), ".md") : path);

    const marked = (path, text) => (typeof text === "string" ? MARK + path + MARK + text : text);
    const seen = (entry) => ({ ...entry, data: marked(entry.file.path, entry.data), file: { ...entry.file, path: named(entry.file.path) } });
    // Decap hangs more on the list than its items.
    const seenAll = (list) => {
      list.forEach((one, at) => (list[at] = seen(one)));
      return list;
    };

    const own = {
      entriesByFolder: async (...asked) => seenAll(await real.entriesByFolder(...asked)),
      allEntriesByFolder: async (...asked) => seenAll(await real.allEntriesByFolder(...asked)),
      entriesByFiles: async (files) => seenAll(await real.entriesByFiles(files)),
      traverseCursor: async (...asked) => {
        const found = await real.traverseCursor(...asked);
        return { ...found, entries: seenAll(found.entries) };
      },
      getEntry: async (path) => seen(await real.getEntry(kept(path))),
      unpublishedEntry: async (asked) => {
        const found = await real.unpublishedEntry(asked);
        return { ...found, diffs: found.diffs.map((one) => ({ ...one, path: named(one.path) })) };
      },
      async unpublishedEntryDataFile(collection, slug, path, id) {
        // What a draft does not change is as it is published; a language in which nothing is said has no file.
        if (id) return marked(kept(path), await real.unpublishedEntryDataFile(collection, slug, kept(path), id));
        const { data } = await real.getEntry(kept(path));
        if (!data) throw new Error(`${kept(path)} is not there`);
        return marked(kept(path), data);
      },
      // A language in which nothing is said has no file.
      async persistEntry(entry, options) {
        const said = entry.dataFiles.map(keptFile).filter((one) => one.raw.trim());
        const drafted = options.unpublished ? await pathsDrafted(options.collectionName, said[0].slug) : [];
        const same = await Promise.all(said.map((one) => !drafted.includes(one.path) && isAsBefore(one, options.collectionName)));
        const dataFiles = said.filter((_, at) => !same[at]);
        return real.persistEntry({ ...entry, dataFiles: dataFiles.length ? dataFiles : said }, options);
      },
      deleteFiles: async (paths, message) => {
        const there = await Promise.all(paths.map((path) => real.getEntry(kept(path)).then(() => true, () => false)));
        return real.deleteFiles(paths.map(kept).filter((_, at) => there[at]), message);
      },
    };
    const keptFile = (file) => ({
      ...file,
      path: kept(file.path),
      raw: isTranslated(file.path) && isOther(file.path) ? textsOf(file.path, file.raw) : file.raw,
      ...(file.newPath && { newPath: kept(file.newPath) }),
    });

    const pathsDrafted = (collection, slug) => real.unpublishedEntry({ collection, slug }).then((found) => found.diffs.map((one) => one.path));

    // A file in which nothing is changed stays as somebody wrote it: Decap hands over all languages, whichever is changed.
    async function isAsBefore(file, name) {
      const current = await real.getEntry(file.path).catch(() => null);
      if (!current || !current.data) return false;
      const format = CMS.getCustomFormatsFormatters()[config.collections.find((one) => one.name === name).format];
      const raw = format.toFile(format.fromFile(marked(file.path, current.data)));
      return keptFile({ ...file, raw }).raw.trim() === file.raw.trim();
    }

    // A translation holds texts alone. Decap gives it what the forms of both languages have.
    function textsOf(path, raw) {
      const [, front, after] = FRONT.exec(raw) || [null, "", raw];
      const texts = new Set(fieldsOf(path).filter((one) => one.i18n).map((one) => one.name));
      const tree = Object.fromEntries(Object.entries(treeOf(front)).filter(([name]) => texts.has(name)));
      return put(withNotes(linesOf(tree), notesIn(front)), after);
    }

    return new Proxy(real, {
      get(target, name) {
        if (name in own && name in target) return own[name];
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  // Phrases by their paths ("ui.toast.onLoggedOut"), put in the tree that Decap has of them.
  function withPhrases(tree, phrases) {
    const made = structuredClone(tree);
    for (const [path, text] of Object.entries(phrases)) {
      const steps = path.split(".");
      const last = steps.pop();
      steps.reduce((at, step) => (at[step] ??= {}), made)[last] = text;
    }
    return made;
  }

  async function start() {
    const answer = await fetch(document.body.dataset.config);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    const config = jsyaml.load(await answer.text());
    for (const collection of config.collections) {
      const ending = collection.extension || "yaml";
      const make = collection.files ? formatOfFacts : ending === "md" ? formatOfEntries : formatOfFields;
      CMS.registerCustomFormat(collection.format, ending, make(collection));
    }
    // It says at once what it shows, in each language, and Decap takes that for a change nobody has made.
    CMS.getWidget("relation").control.prototype.triggerInitialOnChange = () => {};
    const backend = CMS.getBackend(config.backend.name);
    const { init } = backend;
    backend.init = (...asked) => dressed(init(...asked), config);
    const { phrases, ...rest } = config;
    CMS.registerLocale(config.locale, withPhrases(CMS.getLocale(config.locale) || {}, phrases));
    CMS.init({ config: { ...rest, load_config_file: false } });
    // Decap makes a place of its own on the page.
    document.querySelector("main").remove();
  }

  start().catch((fault) => {
    console.error(fault);
    document.querySelector("main").append(document.body.dataset.failed);
  });
})();
