import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { installLayout } from '../../testing/layout.ts';
import type { RowMeaning } from './virtual-list.tsx';
import { VirtualList } from './virtual-list.tsx';

beforeAll(installLayout);
afterEach(cleanup);

const names = (count: number) => Array.from({ length: count }, (_, at) => `Row ${at + 1}`);
const opened = vi.fn();

function List({ rows, heading }: { rows: readonly string[]; heading?: string }) {
  return (
    <VirtualList
      label="Things"
      rows={rows}
      keyOf={(row) => row}
      heightOf={() => 56}
      meaningOf={(row): RowMeaning | undefined => (row === heading ? undefined : { name: row })}
      onOpen={opened}
      render={(row) => <span>{row}</span>}
    />
  );
}

const focusedName = () => document.activeElement?.getAttribute('aria-label');
const press = (...keys: string[]) => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};
const focusFirst = async (role: 'option' | 'treeitem' = 'option') => {
  const [first] = await screen.findAllByRole(role);
  first?.focus();
};

test('five thousand rows are a list box of a few, which say where they are', async () => {
  render(<List rows={names(5_000)} />);
  expect(screen.getByRole('listbox', { name: 'Things' })).toBeDefined();
  const third = await screen.findByRole('option', { name: 'Row 3' });
  expect(screen.getAllByRole('option').length).toBeLessThan(40);
  expect(third.getAttribute('aria-posinset')).toBe('3');
  expect(third.getAttribute('aria-setsize')).toBe('5000');
});

test('the list is one tab stop', async () => {
  render(<List rows={names(8)} />);
  const options = await screen.findAllByRole('option');
  expect(options.filter(({ tabIndex }) => tabIndex === 0).map((each) => each.textContent)).toEqual(['Row 1']);
  await focusFirst();
  press('ArrowDown', 'ArrowDown');
  expect(focusedName()).toBe('Row 3');
  expect(screen.getAllByRole('option').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
  expect(screen.getByRole('option', { name: 'Row 3', selected: true })).toBeDefined();
});

test('arrows, Home, End and letters move, Enter and double click open', async () => {
  opened.mockReset();
  render(<List rows={['Anna', 'Bob', 'Berta', 'Cleo', 'Zoe']} />);
  await focusFirst();
  press('ArrowUp');
  expect(focusedName()).toBe('Anna');
  press('End');
  expect(focusedName()).toBe('Zoe');
  press('Home');
  expect(focusedName()).toBe('Anna');
  press('b');
  expect(focusedName()).toBe('Bob');
  press('e');
  expect(focusedName()).toBe('Berta');
  press('Enter');
  fireEvent.doubleClick(screen.getByRole('option', { name: 'Cleo' }));
  expect(opened.mock.calls).toEqual([['Berta'], ['Cleo']]);
});

test('keys of an input method and shortcuts are left alone', async () => {
  opened.mockReset();
  render(<List rows={names(3)} />);
  await focusFirst();
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Enter', isComposing: true });
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown', altKey: true });
  expect(opened).not.toHaveBeenCalled();
  expect(focusedName()).toBe('Row 1');
});

test('a heading is drawn but skipped', async () => {
  render(<List rows={['Owners', 'Ann', 'Bob']} heading="Owners" />);
  expect(await screen.findByText('Owners')).toBeDefined();
  expect(screen.queryByRole('option', { name: 'Owners' })).toBeNull();
  await focusFirst();
  press('ArrowUp', 'Home');
  expect(focusedName()).toBe('Ann');
});

test('when the focused row goes, its neighbour has the focus; when rows move, it goes along', async () => {
  const view = render(<List rows={['A', 'B', 'C']} />);
  await focusFirst();
  press('ArrowDown');
  view.rerender(<List rows={['C', 'A', 'B']} />);
  expect(focusedName()).toBe('B');
  view.rerender(<List rows={['C', 'A']} />);
  expect(focusedName()).toBe('A');
});

function Tree() {
  const [open, setOpen] = useState(false);
  const rows = open ? ['Branch', 'Leaf 1', 'Leaf 2'] : ['Branch'];
  return (
    <VirtualList
      kind="tree"
      label="Tree"
      rows={rows}
      keyOf={(row) => row}
      heightOf={() => 32}
      meaningOf={(row) =>
        row === 'Branch'
          ? { name: row, level: 1, expanded: open, position: 1, setSize: 1 }
          : { name: row, level: 2, position: rows.indexOf(row), setSize: 2 }
      }
      onOpen={opened}
      onExpand={(_row, expanded) => setOpen(expanded)}
      render={(row) => <span>{row}</span>}
    />
  );
}

test('a tree opens and closes by arrows, Enter and click', async () => {
  render(<Tree />);
  await focusFirst('treeitem');
  expect(screen.getByRole('tree', { name: 'Tree' })).toBeDefined();
  expect(screen.getByRole('treeitem', { name: 'Branch', expanded: false })).toBeDefined();
  press('ArrowRight');
  const leaf = await screen.findByRole('treeitem', { name: 'Leaf 2' });
  expect([leaf.ariaLevel ?? leaf.getAttribute('aria-level'), leaf.getAttribute('aria-posinset')]).toEqual(['2', '2']);
  expect(leaf.hasAttribute('aria-expanded')).toBe(false);
  press('ArrowRight', 'ArrowDown', 'ArrowLeft');
  expect(focusedName()).toBe('Branch');
  press('ArrowLeft');
  expect(screen.queryByRole('treeitem', { name: 'Leaf 1' })).toBeNull();
  press('Enter');
  expect(screen.getByRole('treeitem', { name: 'Branch', expanded: true })).toBeDefined();
  fireEvent.click(screen.getByRole('treeitem', { name: 'Branch' }));
  expect(screen.getByRole('treeitem', { name: 'Branch', expanded: false })).toBeDefined();
});
