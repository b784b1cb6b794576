import * as fc from 'fast-check';
import { $createTextNode, $getRoot, $getSelection, $isRangeSelection, createEditor } from 'lexical';
import { expect, test } from 'vitest';
import type { Segment } from '#shared/model.ts';
import { mergeTexts } from '#shared/segments.ts';
import { FaceNode } from './face-node.ts';
import { $readSegments, $writeSegments, rest } from './segments-state.ts';

function editorWith(segments: readonly Segment[]) {
  const editor = createEditor({
    nodes: [FaceNode],
    onError: (error) => {
      throw error;
    },
  });
  editor.update(() => $writeSegments(segments), { discrete: true });
  return editor;
}
const there = (segments: readonly Segment[]) => editorWith(segments).getEditorState().read($readSegments);
const text = (value: string): Segment => ({ kind: 'text', text: value });
const face = (id: number): Segment => ({ kind: 'face', id });

test('text, lines and faces come back as they went in', () => {
  const segments = [text('hello\n\n  world'), face(14), face(1), text('\n'), face(2), text(' end\n')];
  expect(there(segments)).toEqual(segments);
  expect(there([])).toEqual([]);
});

test('any segments survive the editor', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme' }).map((value) => text(value.replaceAll('\r', ''))),
    fc.constantFrom('\n', '<img src=x onerror=alert(1)>', '**bold**', '\t').map(text),
    fc.integer({ min: 0, max: 212 }).map(face),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (segments) => {
      expect(there(segments)).toEqual(mergeTexts(segments));
    }),
    { numRuns: 60 },
  );
});

test('the caret stands behind what was written, and a face is one step for it', () => {
  const editor = editorWith([text('a'), face(14)]);
  editor.update(
    () => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) throw new Error('no caret');
      selection.insertNodes([$createTextNode('b')]);
    },
    { discrete: true },
  );
  expect(editor.getEditorState().read($readSegments)).toEqual([text('a'), face(14), text('b')]);
  expect(editor.getEditorState().read(() => $getRoot().getTextContent())).toBe('a[微笑]b');
});

test('what was written after the message that was handed over stays', () => {
  expect(rest([text('one two')], [text('one')])).toEqual([text(' two')]);
  expect(rest([text('one'), face(1), text('x')], [text('one'), face(1)])).toEqual([text('x')]);
  expect(rest([text('one')], [text('one')])).toEqual([]);
  expect(rest([text('changed')], [text('one')])).toBeUndefined();
  expect(rest([face(2)], [face(1)])).toBeUndefined();
  expect(rest([], [text('one')])).toBeUndefined();
});
