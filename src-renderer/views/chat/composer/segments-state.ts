import type { ElementNode, LexicalNode } from 'lexical';
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $isElementNode,
  $isLineBreakNode,
} from 'lexical';
import type { Segment } from '#shared/model.ts';
import { mergeTexts } from '#shared/segments.ts';
import { $createFaceNode, $isFaceNode } from './face-node.ts';

/** What stands in the editor. Call it inside a read or an update of the editor. */
export function $readSegments(): Segment[] {
  const segments: Segment[] = [];
  $getRoot()
    .getChildren()
    .forEach((block, index) => {
      if (index > 0) segments.push({ kind: 'text', text: '\n' });
      for (const node of $isElementNode(block) ? block.getChildren() : [block]) segments.push(segmentOf(node));
    });
  return mergeTexts(segments);
}

function segmentOf(node: LexicalNode): Segment {
  if ($isFaceNode(node)) return { kind: 'face', id: node.getFace() };
  return { kind: 'text', text: $isLineBreakNode(node) ? '\n' : node.getTextContent() };
}

/** Puts segments into the editor in place of what is there, with the caret behind them. Call it inside an update. */
export function $writeSegments(segments: readonly Segment[]): void {
  const paragraph = $createParagraphNode();
  for (const segment of segments) {
    if (segment.kind === 'face') paragraph.append($createFaceNode(segment.id));
    else if (segment.kind === 'text') appendText(paragraph, segment.text);
  }
  $getRoot().clear().append(paragraph);
  paragraph.selectEnd();
}

function appendText(paragraph: ElementNode, text: string): void {
  text.split('\n').forEach((line, index) => {
    if (index > 0) paragraph.append($createLineBreakNode());
    if (line !== '') paragraph.append($createTextNode(line));
  });
}

/**
 * What was written after a message was handed over: `whole` without `sent` in front. `undefined` when the text in
 * front was changed meanwhile, so that it is no longer clear what was sent.
 */
export function rest(whole: readonly Segment[], sent: readonly Segment[]): Segment[] | undefined {
  const left: Segment[] = [...whole];
  for (const part of sent) {
    const first = left.shift();
    if (first?.kind === 'text' && part.kind === 'text' && first.text.startsWith(part.text)) {
      if (first.text !== part.text) left.unshift({ kind: 'text', text: first.text.slice(part.text.length) });
    } else if (first?.kind !== 'face' || part.kind !== 'face' || first.id !== part.id) {
      return undefined;
    }
  }
  return left;
}
