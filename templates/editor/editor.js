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
  // What a form does not change stays as somebody wrote it: comments, quotes, order, and fields that it does not know.

  // Where the data of an entry keeps the file it is from, as `marked` dressed it.
  const KEPT = "§§";
  const NAMED = /^(?:"([^"]*)"|'([^']*)'|([^\s#"'-][^:]*?))\s*:(?:\s|$)/;

  // What each field of a text is written in: comments above it, the line with its name, and those below. What is
  // after the last has no name.
  function blocksOf(text) {
    const blocks = [];
    let above = [];
    for (const line of text.replace(/\r?\n$/, "").split(/\r?\n/)) {
      const found = NAMED.exec(line);
      if (found) blocks.push({ name: found.slice(1).find((one) => one !== undefined), above, lines: [line] });
      else if (!line.trim() || line.startsWith("#") || !blocks.length) {
        above.push(line);
        continue;
      } else blocks.at(-1).lines.push(...above, line);
      above = [];
    }
    return above.some((one) => one.trim()) ? [...blocks, { above, lines: [] }] : blocks;
  }

  const textOf = (blocks) => blocks.flatMap(({ above, lines }) => [...above, ...lines]).map((line) => `${line}\n`).join("");

  // In an order of their own: Decap hands over trees in none.
  const plain = (value) =>
    JSON.stringify(value, (_, one) => (isTree(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one));

  // A text of fields, with what stands in the tree in place of what stood there. `fieldOf` knows fields by their names.
  function merged(text, tree, fieldOf, isInOrder = false) {
    const made = [];
    const done = new Set();
    for (const block of blocksOf(text)) {
      if (block.name === undefined) continue;
      const field = fieldOf(block.name);
      const name = field ? field.name : block.name;
      const lines = done.has(name) ? [] : linesFor(block, name, tree[name], field);
      if (lines.length) made.push({ ...block, name, lines });
      done.add(name);
    }
    const names = Object.keys(tree);
    if (isInOrder) made.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    // What is new stands after what is before it in the form.
    let at = 0;
    for (const [name, value] of Object.entries(tree)) {
      const there = made.findIndex((one) => one.name === name);
      if (there < 0) made.splice(at, 0, { name, above: [], lines: linesWith(name, value) });
      at = (there < 0 ? at : there) + 1;
    }
    return textOf([...made, ...blocksOf(text).filter((one) => one.name === undefined)]);
  }

  const linesWith = (name, value) => linesOf({ [name]: value }).trimEnd().split("\n");

  // The lines of a field: as they are where they say the same, those of its parts where it has some, or new ones.
  function linesFor({ name: before, lines }, name, value, field) {
    const old = treeOf(lines.join("\n"))[before];
    const same = normal({ [before]: old }, () => field)[name];
    if (plain(same) === plain(value)) return lines;
    if (value === undefined) return [];
    const [first, ...rest] = lines;
    if (field && field.fields && !field.pairs && /:\s*(#.*)?$/.test(first)) {
      const parts = Array.isArray(value) ? itemsFor(rest, same, value, field) : partsFor(rest, value, field.fields);
      if (parts) return [first, ...parts];
    }
    return linesWith(name, value);
  }

  const named = (fields) => (name) => fields.find((one) => one.name === name || one.also === name);

  function partsFor(lines, tree, fields) {
    const [indent] = /^ */.exec(lines.find((one) => one.trim() && !one.trim().startsWith("#")) || "");
    if (!indent || lines.some((one) => one.trim() && !one.startsWith(indent))) return null;
    const text = lines.map((one) => one.slice(indent.length)).join("\n");
    return merged(text, tree, named(fields)).trimEnd().split("\n").map((one) => one && indent + one);
  }

  // Items of a list, each with what it keeps of the one in its place, and the comments above that. Where there are more
  // or fewer than before, those are known again that are first and the same.
  function itemsFor(lines, before, values, field) {
    const [, indent] = /^( *)- /.exec(lines.find((one) => one.trim().startsWith("- ")) || "") || [];
    if (indent === undefined) return null;
    const items = [];
    let above = [];
    for (const line of lines) {
      if (line.startsWith(`${indent}- `)) items.push({ above, parts: [line.replace("- ", "  ")] });
      else if (!line.trim() || line.trim().startsWith("#")) {
        above.push(line);
        continue;
      } else if (items.length) items.at(-1).parts.push(...above, line);
      else return null;
      above = [];
    }
    const isLonger = values.length > items.length && items.every((_, at) => plain(before[at]) === plain(values[at]));
    if (!values.every(isTree) || (values.length !== items.length && !isLonger)) return null;
    const made = items.map((item, at) => partsFor(item.parts, values[at], field.fields));
    if (!made.every(Boolean)) return null;
    const kept = made.flatMap(([first, ...rest], at) => [...items[at].above, `${indent}- ${first.slice(indent.length + 2)}`, ...rest]);
    const added = isLonger ? linesOf(values.slice(items.length)).trimEnd().split("\n").map((one) => indent + one) : [];
    return [...kept, ...above, ...added];
  }

  // The text of a file that is to say what the tree says, and keeps what it can of the text it was.
  function rewritten(text, tree, fieldOf, isInOrder) {
    try {
      const made = merged(text, tree, fieldOf, isInOrder);
      if (plain(normal(treeOf(made), fieldOf)) === plain(tree)) return made;
    } catch (fault) {
      // What cannot be taken apart line by line is written anew.
      console.info(fault.message);
    }
    return linesOf(tree);
  }

  // A tree as a form would write it if nobody changed anything.
  function normal(tree, fieldOf) {
    const made = {};
    for (const [key, value] of Object.entries(tree)) {
      const field = fieldOf(key);
      const said = field ? written(shown(value, field), field) : value;
      if (said !== undefined) made[field ? field.name : key] = said;
    }
    return made;
  }

  // What staff are told where they cannot save. Decap shows the name of an error before it, which is English.
  const refusal = (text) => Object.assign(new Error(text), { name: "" });

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

  // Positions: latitude first with us, longitude first in GeoJSON (RFC 7946, 3.1.1), which is a text too.

  function positionOf(value) {
    if (Array.isArray(value)) return value.join(", ");
    if (typeof value !== "string") return value;
    const [, lon, lat] = /^\{.*"coordinates"\s*:\s*\[\s*([-\d.]+)\s*,\s*([-\d.]+)\s*\].*\}$/.exec(value.trim()) || [];
    return lat === undefined ? value : `${lat}, ${lon}`;
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
    if (field.widget === "position") return positionOf(value);
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
    if (field.widget === "position") return positionOf(value).trim();
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

  // Files. A text may begin with its path, which `dressed` puts there and takes away: Decap keeps what is not saved yet
  // as a text, and has no other way to know later which file it is of.

  const marked = (path, text) => (path && typeof text === "string" ? MARK + path + MARK + text : text);

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
        data[KEPT] = raw;
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
      toFile({ body = "", [ID]: _, [KEPT]: raw = "", ...rest }) {
        const [path, text] = apart(raw);
        const [, front, after] = FRONT.exec(text) || [null, "", text];
        const made = rewritten(front, writtenTree(rest, fields) || {}, named(fields));
        return marked(path, made && body.trim() && body.trim() === after.trim() ? `---\n${made}---\n${after}` : put(made, body));
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
        if (!list) return { ...shownTree(tree, file.fields), [KEPT]: raw };
        const records = Object.entries(tree).map(([id, record]) => ({ ...shownTree(record || {}, list.fields), [list.records]: id }));
        return { [list.name]: records, [KEPT]: raw };
      },
      toFile({ [KEPT]: raw = "", ...data }) {
        const [path, text] = apart(raw);
        // One that is new has no path yet, and is known by its fields.
        const file = files.find((one) => one.file === path) || files.find((one) => one.fields.some((field) => field.name in data));
        if (!file) return linesOf(data);
        const list = listOf(file);
        if (!list) return marked(path, rewritten(text, writtenTree(data, file.fields) || {}, named(file.fields)));
        const tree = {};
        for (const { [list.records]: id, ...record } of many(data[list.name])) {
          if (id in tree) throw refusal(`${list.twice}: ${id}`);
          tree[id] = writtenTree(record, list.fields) || {};
        }
        const fieldOf = (id) => ({ name: id, widget: "object", fields: list.fields });
        return marked(path, rewritten(text, tree, fieldOf, true));
      },
    };
  }

  // A map is a file of fields, in a folder of such.
  const formatOfFields = (collection) => ({
    fromFile(raw) {
      const [path, text] = apart(raw);
      const data = shownTree(treeOf(text), collection.fields);
      return { ...data, [ID]: data.id || nameOf(path).split(".")[0], [KEPT]: raw };
    },
    toFile({ [ID]: _, [KEPT]: raw = "", ...data }) {
      const [path, text] = apart(raw);
      return marked(path, rewritten(text, writtenTree(data, collection.fields) || {}, named(collection.fields)));
    },
  });

  // A table is the one field of its form: as it stands in the file, every character.
  const formatOfTables = ({ files }) => {
    const { name } = files[0].fields[0];
    return {
      fromFile(raw) {
        const [, text] = apart(raw);
        return { [name]: text, [KEPT]: raw };
      },
      toFile({ [KEPT]: raw = "", [name]: text = "" }) {
        const [path] = apart(raw);
        return marked(path, text || "");
      },
    };
  };

  // Names of files. With us `sfo.md` is the original and `sfo.nn.md` what it is in another language; Decap wants
  // `sfo.nb.md` too. Between it and the place where the files are, the one name is put for the other.

  function dressed(real, config) {
    const translated = config.collections.filter((one) => one.i18n && one.folder);
    const primary = config.i18n && config.i18n.default_locale;
    const others = config.i18n ? config.i18n.locales.filter((one) => one !== primary) : [];
    const isTranslated = (path) => translated.some((one) => path.startsWith(`${one.folder}/`) && path.endsWith(`.${one.extension}`));
    const isOther = (path) => others.some((one) => new RegExp(`\\.${one}\\.(md|yaml)$`).test(path));

    const fieldsOf = (path) => translated.filter((one) => path.startsWith(`${one.folder}/`)).flatMap((one) => one.fields);

    const named = (path) => (isTranslated(path) && !isOther(path) ? path.replace(/\.(md|yaml)$/, `.${primary}.$1`) : path);
    const kept = (path) => (primary && isTranslated(path) ? path.replace(new RegExp(`\\.${primary}\\.(md|yaml)$`), ".$1") : path);

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
        const files = entry.dataFiles.map(keptFile);
        // After a save that was refused Decap takes it that there is a draft.
        const draft = options.unpublished ? await draftOf(options.collectionName, files[0].slug) : null;
        const drafted = draft ? draft.diffs.map((one) => one.path) : [];
        const states = await Promise.all(files.map((one) => stateOf(one, options.collectionName)));
        // What was said in one that is emptied would stay published, so it is saved: as an empty line, since not all
        // back-ends take nothing.
        const said = states
          .filter(({ file, isThere }) => file.raw.trim() || isThere || drafted.includes(file.path))
          .map(({ file, ...state }) => ({ ...state, file: file.raw.trim() ? file : { ...file, raw: "\n" } }));
        // A save without a difference leaves a branch behind that neither Decap nor its back-ends can open.
        if (!entry.assets.length && said.every(({ isSame }) => isSame)) throw refusal(config.nothing_changed);
        const changed = said.filter(({ file, isSame }) => !isSame || drafted.includes(file.path));
        const dataFiles = (changed.length ? changed : said).map(({ file }) => file);
        return real.persistEntry({ ...entry, dataFiles }, { ...options, unpublished: Boolean(draft) });
      },
      deleteFiles: async (paths, message) => {
        const there = await Promise.all(paths.map((path) => real.getEntry(kept(path)).then(() => true, () => false)));
        return real.deleteFiles(paths.map(kept).filter((_, at) => there[at]), message);
      },
    };
    const keptFile = (file) => ({
      ...file,
      path: kept(file.path),
      raw: isTranslated(file.path) && isOther(file.path) ? textsOf(file.path, apart(file.raw)[1]) : apart(file.raw)[1],
      ...(file.newPath && { newPath: kept(file.newPath) }),
    });

    // Null where there is none; what else goes wrong is told of.
    async function draftOf(collection, slug) {
      try {
        return await real.unpublishedEntry({ collection, slug });
      } catch (fault) {
        if (fault.notUnderEditorialWorkflow) return null;
        throw fault;
      }
    }

    // A file in which nothing is changed stays as somebody wrote it: Decap hands over all languages, whichever is changed.
    async function stateOf(file, name) {
      const current = await real.getEntry(file.path).catch(() => null);
      if (!current || !current.data) return { file, isThere: false, isSame: false };
      const format = CMS.getCustomFormatsFormatters()[config.collections.find((one) => one.name === name).format];
      const raw = format.toFile(format.fromFile(marked(file.path, current.data)));
      return { file, isThere: true, isSame: keptFile({ ...file, raw }).raw.trim() === file.raw.trim() };
    }

    // A translation holds texts alone. Decap gives it what the forms of both languages have.
    function textsOf(path, raw) {
      const texts = new Set(fieldsOf(path).filter((one) => one.i18n).flatMap((one) => [one.name, one.also]));
      const only = (fields) => textOf(blocksOf(fields).filter(({ name }) => name === undefined || texts.has(name)));
      if (path.endsWith(".yaml")) return only(raw);
      const [, front, after] = FRONT.exec(raw) || [null, "", raw];
      return put(only(front), after);
    }

    return new Proxy(real, {
      get(target, name) {
        if (name in own && name in target) return own[name];
        const value = target[name];
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  }

  // A position is written as a text. Below it a drawing of the municipality shows where that is: the same that stands
  // under the maps of the site, so nothing is fetched from anybody.

  const RADIUS = 6378137;
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const degrees = (one) => (one * 180) / Math.PI;

  // Web Mercator, as projection.py has it.
  function spotOf(text, { west, north, scale }) {
    const [lat, lon, more] = String(positionOf(text) || "").trim().split(/\s*;\s*|,?\s+|,/);
    if (!lat || !lon || more !== undefined || [lat, lon].some((one) => Number.isNaN(Number(one)))) return null;
    const up = RADIUS * Math.log(Math.tan(Math.PI / 4 + radians(Number(lat)) / 2));
    return [(RADIUS * radians(Number(lon)) - west) * scale, (north - up) * scale];
  }

  // Four decimals are ten metres: more than a hand can point out in a drawing of a municipality.
  function positionAt([x, y], { west, north, scale }) {
    const lat = degrees(2 * Math.atan(Math.exp((north - y / scale) / RADIUS)) - Math.PI / 2);
    return `${lat.toFixed(4)}, ${degrees((x / scale + west) / RADIUS).toFixed(4)}`;
  }

  function positionWidget(ground) {
    const drawn = ({ width, height, land, names, outside }, value, put) => {
      const spot = spotOf(value, ground);
      const isOutside = spot && (spot[0] < 0 || spot[1] < 0 || spot[0] > width || spot[1] > height);
      const point = (event) => {
        const box = event.currentTarget.getBoundingClientRect();
        put(positionAt([((event.clientX - box.left) * width) / box.width, ((event.clientY - box.top) * height) / box.height], ground));
      };
      return [
        isOutside ? h("p", { key: "outside", role: "status", style: { margin: "8px 0", color: "#a3001b" } }, outside) : null,
        h(
          "svg",
          { key: "ground", viewBox: `0 0 ${width} ${height}`, "aria-hidden": true, onClick: point, style: { display: "block", width: "100%", maxWidth: "360px", marginTop: "8px", background: "#e8eef2", cursor: "crosshair" } },
          h("path", { d: land, fill: "#fff", stroke: "#798291", strokeWidth: 1 }),
          names.map(([name, x, y]) => h("text", { key: name, x, y, fontSize: 11, textAnchor: "middle", fill: "#444a57" }, name)),
          spot && !isOutside ? h("circle", { cx: spot[0], cy: spot[1], r: 5, fill: "#a3001b", stroke: "#fff", strokeWidth: 2 }) : null,
        ),
      ];
    };
    return createClass({
      render() {
        const { value = "", onChange, forID, classNameWrapper, setActiveStyle, setInactiveStyle } = this.props;
        const left = ({ target }) => {
          setInactiveStyle();
          if (target.value !== positionOf(target.value).trim()) onChange(positionOf(target.value).trim());
        };
        const input = { id: forID, type: "text", className: classNameWrapper, value: value || "", onFocus: setActiveStyle, onBlur: left };
        return h("div", {}, h("input", { ...input, onChange: ({ target }) => onChange(target.value) }), ground ? drawn(ground, value, onChange) : null);
      },
    });
  }

  // Tables (RFC 4180, with whatever separator the first line has). A line that nobody changes stays letter for letter.

  const separatorOf = (line) => [";", "\t"].find((one) => line.includes(one)) || ",";

  // The lines of a table, a quoted one that goes over several taken together, each with its cells and what ends it.
  function recordsOf(text) {
    const [, start, whole] = /^(\uFEFF?(?:\s*sep=.?[ \t]*\r?\n)?)([\s\S]*)$/i.exec(text);
    const separator = separatorOf(whole.split(/[\r\n]/).find((one) => one.trim()) || ";");
    const records = [];
    let record = { raw: "", cells: [""], end: "" };
    let isQuoted = false;
    let isClosed = false;
    let isBroken = false;
    for (let at = 0; at < whole.length; at += 1) {
      const one = whole[at];
      const last = record.cells.length - 1;
      if (!isQuoted && (one === "\n" || one === "\r")) {
        const end = one === "\r" && whole[at + 1] === "\n" ? "\r\n" : one;
        records.push({ ...record, end });
        record = { raw: "", cells: [""], end: "" };
        isClosed = false;
        at += end.length - 1;
        continue;
      }
      // After a quoted cell only another may come.
      if (isClosed && one !== separator) isBroken = true;
      isClosed = false;
      record.raw += one;
      if (isQuoted && one === '"' && whole[at + 1] === '"') {
        record.cells[last] += '"';
        record.raw += '"';
        at += 1;
      } else if (one === '"' && (isQuoted || !record.cells[last])) {
        isClosed = isQuoted;
        isQuoted = !isQuoted;
      } else if (one === separator && !isQuoted) record.cells.push("");
      else record.cells[last] += one;
    }
    return { start, separator, isBroken: isBroken || isQuoted, records: record.raw ? [...records, record] : records };
  }

  // What nobody sees in the name of a column, as slugs.py has it.
  const UNSEEN = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
  const NUMBER = /^[+-]?\d+([.,]\d+)?$/;

  const isSaid = ({ cells }) => cells.some((one) => one.trim());

  const cellOf = (text, separator) => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text);

  const tableOf = ({ start, records }) => start + records.map(({ raw, end }) => raw + end).join("");

  const recordWith = (cells, end, separator) => ({ raw: cells.map((one) => cellOf(one, separator)).join(separator), cells, end });

  // As many as a page can show at once and a person can look through.
  const SHOWN = 50;

  const BOX = { display: "block", width: "100%", font: "inherit", padding: "8px", border: "1px solid #798291", borderRadius: "4px", background: "#fff" };

  const tableWidget = () =>
    createClass({
      // Lines that are new, those that somebody has written in since they were found, and how many have been removed.
      getInitialState: () => ({ find: "", added: [], touched: [], removed: 0 }),

      table() {
        const columns = this.props.field.get("columns").toJS();
        const read = recordsOf(this.props.value || "");
        const table = read.records.some(isSaid) ? read : recordsOf(`${columns.map(({ name }) => name).join(";")}\n`);
        const top = table.records.findIndex(isSaid);
        const names = table.records[top].cells.map((one) => one.replace(UNSEEN, "").trim());
        // Spreadsheets leave empty columns at the end.
        while (names.length && !names.at(-1)) names.pop();
        const spellings = ({ name, also, others = [] }) => [name, also, ...others].filter(Boolean);
        const known = (name) => columns.find((one) => spellings(one).some((word) => word.toLowerCase() === name.toLowerCase()));
        const isNameless = !names.some(known) && names.some((one) => NUMBER.test(one));
        return { ...table, top, isNameless, columns: names.map((name) => known(name) || { name, label: name, widget: "string" }) };
      },

      put(table, records) {
        this.props.onChange(tableOf({ ...table, records }));
      },

      write(table, row, column, text) {
        // A line that no longer is what was looked for stays where it is being written in.
        this.setState(({ touched }) => ({ touched: touched.includes(row) ? touched : [...touched, row] }));
        const records = [...table.records];
        const { cells, end } = records[row];
        const made = table.columns.map((_, at) => (at === column ? text : cells[at] || ""));
        records[row] = recordWith([...made, ...cells.slice(made.length)], end, table.separator);
        this.put(table, records);
      },

      add(table) {
        const end = table.records.map((one) => one.end).find(Boolean) || "\n";
        const records = table.records.map((one) => ({ ...one, end: one.end || end }));
        this.setState(({ added }) => ({ added: [records.length, ...added], find: "" }));
        const empty = table.columns.map(() => "");
        this.put(table, [...records, { raw: empty.join(table.separator), cells: empty, end }]);
      },

      remove(table, row) {
        if (!window.confirm(`${this.says("remove")}: ${table.records[row].cells.filter((one) => one.trim()).join(" · ")}?`)) return;
        // What stands below moves up, and is another line than the one that was open there.
        const moved = (rows) => rows.filter((one) => one !== row).map((one) => (one > row ? one - 1 : one));
        this.setState(({ added, touched, removed }) => ({ added: moved(added), touched: moved(touched), removed: removed + 1 }));
        this.put(table, table.records.filter((_, at) => at !== row));
        document.getElementById(this.props.forID).focus();
      },

      cell(table, row, column) {
        const { label, hint, widget, options, yes, no } = table.columns[column];
        // As it stands while somebody writes: a space is the end of a word before it is between two.
        const raw = table.records[row].cells[column] || "";
        const choices = widget === "boolean" ? [yes, no].map((one) => ({ label: one, value: one })) : options;
        const value = choices ? raw.trim() : raw;
        const id = `${this.props.forID}-${row}-${column}`;
        const asked = { id, value, "aria-describedby": hint ? `${id}-hint` : undefined, style: BOX, onChange: ({ target }) => this.write(table, row, column, target.value) };
        const lacks = choices && value && !choices.some((one) => one.value === value);
        return h(
          "div",
          { key: column, style: { margin: "0 0 12px" } },
          h("label", { htmlFor: id, style: { display: "block", fontWeight: 600 } }, label),
          choices
            ? h("select", asked, h("option", { value: "" }, ""), lacks ? h("option", { value }, value) : null, choices.map((one) => h("option", { key: one.value, value: one.value }, one.label)))
            : /[\r\n]/.test(value) ? h("textarea", { ...asked, rows: 3 }) : h("input", { ...asked, type: "text" }),
          hint ? h("div", { id: `${id}-hint`, style: { color: "#5d626f", fontSize: "12px" } }, hint) : null,
        );
      },

      row(table, row) {
        const said = table.records[row].cells.map((one) => one.trim()).filter(Boolean);
        return h(
          "details",
          { key: `${this.state.removed}-${row}`, open: this.state.added.includes(row) || undefined, style: { borderBottom: "1px solid #dfdfe3", padding: "8px 0" } },
          h("summary", { style: { cursor: "pointer", overflowWrap: "anywhere" } }, said.join(" · ") || "–"),
          h("div", { style: { padding: "12px 0 0 16px" } },
            table.columns.map((_, column) => this.cell(table, row, column)),
            h("button", { type: "button", "aria-label": `${this.says("remove")}: ${said.join(" · ")}`, onClick: () => this.remove(table, row) }, this.says("remove"))),
        );
      },

      says(name, filled = {}) {
        return Object.entries(filled).reduce((text, [word, value]) => text.replace(`<${word}>`, value), this.props.field.getIn(["says", name]));
      },

      render() {
        const { value, forID, classNameWrapper } = this.props;
        // In place of letters that are not UTF-8: what is saved now would be without them.
        if ((value || "").includes("\uFFFD")) return h("p", { id: forID, role: "alert" }, this.says("unread"));
        const table = this.table();
        if (table.isBroken) return h("p", { id: forID, role: "alert" }, this.says("broken"));
        if (table.isNameless) return h("p", { id: forID, role: "alert" }, this.says("nameless"));
        const { find, added, touched } = this.state;
        const rows = table.records.flatMap((one, at) => (at > table.top && (isSaid(one) || added.includes(at)) ? [at] : []));
        const isWanted = (at) => touched.includes(at) || table.records[at].cells.join(" ").toLowerCase().includes(find.trim().toLowerCase());
        const found = [...added.filter((at) => rows.includes(at)), ...rows.filter((at) => !added.includes(at) && isWanted(at))];
        const shown = found.slice(0, Math.max(SHOWN, added.length));
        const filled = { shown: shown.length, all: found.length };
        const count = found.length > shown.length ? "shown" : found.length ? find.trim() && "found" : "none";
        return h(
          "div",
          { className: classNameWrapper },
          h("div", { style: { display: "flex", gap: "8px", flexWrap: "wrap", alignItems: "end", marginBottom: "8px" } },
            h("label", { style: { flex: "1 1 12rem" } }, this.says("find"),
              h("input", { id: forID, type: "search", value: find, onChange: ({ target }) => this.setState({ find: target.value, touched: [] }), style: BOX })),
            h("button", { type: "button", onClick: () => this.add(table), style: { padding: "9px 12px" } }, this.says("add"))),
          shown.map((at) => this.row(table, at)),
          h("p", { role: "status" }, count && this.says(count, filled)),
        );
      },
    });

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

  // What Decap shows beside the form.
  const BESIDE = "cms.right-pane";

  async function start() {
    const answer = await fetch(document.body.dataset.config);
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    const config = jsyaml.load(await answer.text());
    for (const collection of config.collections) {
      const isTable = collection.files && collection.files.every(({ file }) => file.endsWith(".csv"));
      const ending = isTable ? "csv" : collection.extension || "yaml";
      const make = isTable ? formatOfTables : collection.files ? formatOfFacts : ending === "md" ? formatOfEntries : formatOfFields;
      CMS.registerCustomFormat(collection.format, ending, make(collection));
    }
    // It says at once what it shows, in each language, and Decap takes that for a change nobody has made. It is to show
    // it: what it has looked up before, it would leave out.
    CMS.getWidget("relation").control.prototype.triggerInitialOnChange = function () {
      this.forceUpdate();
    };
    const backend = CMS.getBackend(config.backend.name);
    const { init } = backend;
    backend.init = (...asked) => dressed(init(...asked), config);
    // On a phone there is room for one language at a time. Who wants both has a button, and Decap remembers that.
    if (window.innerWidth < 800) localStorage.setItem(BESIDE, localStorage.getItem(BESIDE) || "none");
    const { phrases, ground, nothing_changed: _, ...rest } = config;
    CMS.registerWidget("position", positionWidget(ground));
    CMS.registerWidget("table", tableWidget());
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
