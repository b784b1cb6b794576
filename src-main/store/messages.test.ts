import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { historyMigrations } from './schema.ts';
import { openDatabase } from './sqlite.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

test('The previews, the unread counts and the pages of conversations are read through indexes', () => {
  const dir = mkdtempSync(join(tmpdir(), 'webqq-messages-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const { db, close } = openDatabase(join(dir, 'a.db'), historyMigrations, quiet);
  const plan = (sql: string) =>
    db
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((row) => String(row.detail));
  const unread = plan('SELECT count(*) FROM message WHERE conversation = 1 AND own = 0 AND position > 5');
  expect(unread).toEqual([expect.stringContaining('COVERING INDEX message_of_others (conversation=? AND position>?)')]);
  const page = plan('SELECT * FROM message WHERE conversation = 1 AND position < 5 ORDER BY position DESC LIMIT 5');
  expect(page).toEqual([expect.stringContaining('(conversation=? AND position<?)')]);
  expect(page.join()).not.toContain('TEMP B-TREE');
  close();
});
