import { type Alias, isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { Fields, MAX_DEPTH } from './fields';
import type { Json } from './manifest';
import { type Fault, type Note, Unreadable } from './problem';
import { keyText, readByYaml12, type Resolved, resolvePlain } from './scalars';
import { tooDeep } from './yaml-nodes';
import { isMerge, refused, resolveScalar, textOf, type YamlNode } from './yaml-scalar';

type Mapping = { [key: string]: Json };

/** One document's nodes turned into the value that kubectl sends. */
export class YamlValue {
  readonly notes: Note[] = [];
  /** Keys that stand twice in one map. kubectl takes the last without a word. */
  readonly duplicates: Fault[] = [];
  private readonly anchors = new Map<string, YamlNode>();
  private readonly targets = new Map<Alias.Parsed, YamlNode>();
  private readonly path: (string | number)[] = [];
  private readonly open = new Set<YamlNode>();
  private aliasDepth = 0;
  private reads = 0;
  private aliasReads = 0;

  /** @throws Unreadable for what kubectl refuses: unknown anchors, alias bombs, keys that are no scalars, infinity */
  read(node: YamlNode): Json {
    this.count(node);
    if (node === null) return null;
    if (isAlias(node)) return this.readAlias(node);
    this.define(node);
    if (isScalar(node)) return this.readScalar(node);
    if (this.open.has(node)) throw refused(node, 'A value contains itself through an alias', 'Remove the alias');
    if (this.open.size > MAX_DEPTH) throw new Unreadable(tooDeep(node.range[0]));
    this.open.add(node);
    const value = isSeq(node) ? this.readSequence(node) : this.readMapping(node);
    this.open.delete(node);
    return value;
  }

  /** The bound of go-yaml: the larger the document, the smaller the part of it that aliases may make up. */
  private count(node: YamlNode): void {
    this.reads++;
    if (this.aliasDepth === 0) return;
    this.aliasReads++;
    const allowed = 0.99 - (0.89 * Math.min(Math.max(this.reads - 400_000, 0), 3_600_000)) / 3_600_000;
    if (this.aliasReads > 100 && this.reads > 1000 && this.aliasReads / this.reads > allowed) {
      throw refused(node, 'Aliases make up too much of the document', 'Write the values out');
    }
  }

  private readAlias(alias: Alias.Parsed): Json {
    const target = this.target(alias);
    this.aliasDepth++;
    const value = this.read(target);
    this.aliasDepth--;
    return value;
  }

  private define(node: Scalar.Parsed | YAMLMap.Parsed | YAMLSeq.Parsed): void {
    // Not when read again through an alias: an anchor's name may have been given to another value since.
    if (node.anchor !== undefined && this.aliasDepth === 0) this.anchors.set(node.anchor, node);
  }

  private target(alias: Alias.Parsed): YamlNode {
    const target = this.targets.get(alias) ?? this.anchors.get(alias.source);
    if (target !== undefined) {
      this.targets.set(alias, target);
      return target;
    }
    throw refused(alias, `The anchor "${alias.source}" is not defined before this`, 'Define it in the same document');
  }

  private readScalar(node: Scalar.Parsed): Json {
    const resolved = resolveScalar(node);
    if (resolved.type === 'float' && !Number.isFinite(resolved.value)) {
      throw refused(node, `"${textOf(node)}" cannot be sent as JSON`, 'Put it in quotes if it is a string');
    }
    this.note(node, resolved, resolved.value, false);
    return resolved.value;
  }

  private readSequence({ items }: YAMLSeq.Parsed): Json {
    const values: Json[] = [];
    for (const item of items) {
      this.path.push(values.length);
      values.push(this.read(item));
      this.path.pop();
    }
    return values;
  }

  private readMapping({ items }: YAMLMap.Parsed): Mapping {
    const fields = new Fields();
    const merged = new Set<string>();
    for (const { key, value } of items) {
      if (isMerge(key)) {
        this.merge(value, key, fields, merged);
        continue;
      }
      const name = this.key(key, value);
      if (name in fields && !merged.delete(name)) this.duplicates.push(duplicate(key, name));
      this.path.push(name);
      fields[name] = this.read(value);
      this.path.pop();
    }
    return fields;
  }

  private key(node: YamlNode, value: YamlNode): string {
    this.count(node);
    if (isScalar(node)) this.define(node);
    const scalar = isAlias(node) ? this.target(node) : node;
    if (scalar !== null && !isScalar(scalar)) {
      throw refused(node, 'A key is a map or a list, and JSON has only strings', 'Put the key in quotes');
    }
    const resolved = scalar === null ? resolvePlain('') : resolveScalar(scalar);
    const text = keyText(resolved);
    if (text === undefined) {
      const shown = scalar === null ? '' : textOf(scalar);
      throw refused(node ?? value, `"${shown}" is no key that kubectl can send`, 'Put the key in quotes');
    }
    if (scalar !== null && resolved.type !== 'string') {
      this.path.push(text);
      this.note(scalar, resolved, text, true);
      this.path.pop();
    }
    return text;
  }

  /** go-yaml lets `<<` override the keys before it; everyone else lets the map's own keys win. */
  private merge(node: YamlNode, key: YamlNode, fields: Mapping, merged: Set<string>): void {
    for (const source of isSeq(node) ? (node.items as YamlNode[]).toReversed() : [node]) {
      const target = isAlias(source) ? this.target(source) : source;
      if (!isMap(target)) throw refused(source ?? key, 'Only maps can be merged with "<<"', 'Name a map here');
      for (const [name, value] of Object.entries(this.read(source) as Mapping)) {
        if (name in fields && !merged.has(name)) this.noteOverride(name, fields[name] ?? null, value);
        else merged.add(name);
        fields[name] = value;
      }
    }
  }

  private noteOverride(name: string, own: Json, sent: Json): void {
    if (JSON.stringify(own) === JSON.stringify(sent)) return;
    const path = [...this.path, name];
    this.notes.push({ kind: 'merge-order', path, key: false, written: '<<', sent, elsewhere: own });
  }

  private note(node: Scalar.Parsed, { type, digits }: Resolved, sent: Json, key: boolean): void {
    if (node.type !== 'PLAIN' || node.tag !== undefined) return;
    if (type === 'string' && !/^[-+.\d]/.test(textOf(node))) return;
    const written = textOf(node);
    const other = readByYaml12(written);
    const elsewhere = key ? asText(other) : other;
    const add = (kind: Note['kind']) => this.notes.push({ kind, path: [...this.path], key, written, sent, elsewhere });
    if (digits !== undefined && !key) add('wide-integer');
    else if (digits === undefined && elsewhere !== sent) add('yaml-1.2');
  }
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function duplicate(node: YamlNode, name: string): Fault {
  return {
    offset: node?.range[0] ?? 0,
    message: `The key "${name}" stands twice in this map, and kubectl drops all but the last`,
    fix: 'Keep one of them',
  };
}
