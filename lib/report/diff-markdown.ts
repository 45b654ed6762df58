import type { Comparison } from '../trace/diff-worlds';
import { summary } from './diff-text';
import { type FoldedChange, folded, placeText } from './folded-changes';
import { resourceText, sentence, visible } from './text';

/** A table for a pull request. */
export function diffMarkdown({ changes, untraced }: Comparison): string {
  const all = folded(changes);
  const rest = untraced.map(({ manifest, why }) => `- ${escaped(`${resourceText(manifest)} ${sentence(why)}`)}`);
  return [
    summary(all),
    ...(all.length === 0 ? [] : ['', ...HEAD, ...all.map(row)]),
    ...(rest.length === 0 ? [] : ['', 'Not compared:', '', ...rest]),
    '',
  ].join('\n');
}

const HEAD = ['| | Host and path | Hop | Before | Now | Why |', '| --- | --- | --- | --- | --- | --- |'];

function row(each: FoldedChange): string {
  const { direction, hop, was, is, why } = each.change;
  const cells = [placeText(each), hop, was, is, sentence(why)].map(escaped);
  return `| ${direction === 'weaker' ? '**weaker**' : direction} | ${cells.join(' | ')} |`;
}

/** Input is not trusted: all that could mean something to Markdown, HTML or GitHub is written by its number. */
function escaped(text: string): string {
  return visible(text).replaceAll(/[^\p{L}\p{N} ,./:;()=→-]/gu, (character) => `&#${character.codePointAt(0)};`);
}
