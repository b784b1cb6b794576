import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import type { Log } from '#shared/log.ts';
import { createQueries, type OpenedDatabase, openDatabase, transaction } from './sqlite.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
const first = 'CREATE TABLE note (text TEXT NOT NULL) STRICT';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'webqq-store-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function open(file: string, migrations: readonly string[] = [first]): OpenedDatabase {
  const opened = openDatabase(file, migrations, quiet);
  onTestFinished(() => {
    if (opened.db.isOpen) opened.close();
  });
  return opened;
}

const failure = (code: string, reason: string) =>
  expect.objectContaining({ code, detail: expect.objectContaining({ reason }) });
const notes = ({ db }: OpenedDatabase) =>
  createQueries(db)
    .all<{ text: string }>('SELECT text FROM note')
    .map(({ text }) => text);
const add = ({ db }: OpenedDatabase, text: string) => createQueries(db).run('INSERT INTO note (text) VALUES (?)', text);

test('A database is made in a folder that is made, and migrated step by step', () => {
  const file = join(folder(), 'deep', 'a.db');
  const opened = open(file);
  add(opened, 'one');
  opened.close();
  const later = open(file, [
    first,
    'ALTER TABLE note ADD COLUMN kind INTEGER',
    "UPDATE note SET kind = 1, text = 'two'",
  ]);
  expect(notes(later)).toEqual(['two']);
  expect(later.db.prepare('PRAGMA user_version').get()).toEqual({ user_version: 3 });
  expect(later.movedAside).toBeUndefined();
  const copy = new DatabaseSync(`${file}.v1.copy`, { readOnly: true });
  expect(copy.prepare('SELECT * FROM note').all()).toEqual([{ text: 'one' }]);
  copy.close();
});

test('A migration that fails leaves everything as it was', () => {
  const file = join(folder(), 'a.db');
  const opened = open(file);
  add(opened, 'one');
  opened.close();
  expect(() => open(file, [first, 'DELETE FROM note; SELECT nonsense'])).toThrow(failure('storage', 'failed'));
  expect(notes(open(file))).toEqual(['one']);
});

test('A database of a later release is left alone', () => {
  const file = join(folder(), 'a.db');
  open(file, [first, 'SELECT 1']).close();
  expect(() => open(file)).toThrow(failure('storage', 'newer'));
  expect(open(file, [first, 'SELECT 1']).movedAside).toBeUndefined();
});

test('A file that is no database is moved aside, not deleted', () => {
  const dir = folder();
  const file = join(dir, 'a.db');
  writeFileSync(file, 'not a database, but somebody may want it');
  const opened = open(file);
  expect(readFileSync(opened.movedAside ?? '', 'utf8')).toBe('not a database, but somebody may want it');
  add(opened, 'works');
  expect(notes(opened)).toEqual(['works']);
});

test('Damage in the middle of the file is found', () => {
  const file = join(folder(), 'a.db');
  const opened = open(file);
  for (let index = 0; index < 500; index += 1) add(opened, `${index}`.repeat(50));
  opened.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(8_192, 0x5a), 0, 8_192, 12_288);
  const again = open(file);
  expect(again.movedAside).toContain('a.db.damaged-');
  expect(notes(again)).toEqual([]);
});

test('A transaction is all or nothing, also around another one', () => {
  const opened = open(join(folder(), 'a.db'));
  expect(() =>
    transaction(opened.db, () => {
      add(opened, 'outer');
      transaction(opened.db, () => add(opened, 'inner'));
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(notes(opened)).toEqual([]);
  expect(transaction(opened.db, () => add(opened, 'yes'))).toBeUndefined();
  expect(notes(opened)).toEqual(['yes']);
});

test('A full disk has its own code, and what was stored stays readable', () => {
  const opened = open(join(folder(), 'a.db'));
  add(opened, 'before');
  opened.db.exec('PRAGMA max_page_count = 4');
  const fill = () => transaction(opened.db, () => add(opened, 'x'.repeat(100_000)));
  expect(fill).toThrow(expect.objectContaining({ code: 'disk-full' }));
  expect(notes(opened)).toEqual(['before']);
  opened.db.exec('PRAGMA max_page_count = 4000');
  fill();
});

test('A closed database cancels what comes too late', () => {
  const opened = open(join(folder(), 'a.db'));
  opened.close();
  expect(() => transaction(opened.db, () => undefined)).toThrow(failure('cancelled', 'closed'));
});

/** Runs work as somebody who may not write to other people's files; permissions do not bind the superuser. */
function asNobody(work: () => void): void {
  const superuser = process.geteuid?.() === 0;
  if (superuser) process.seteuid?.(65_534);
  try {
    work();
  } finally {
    if (superuser) process.seteuid?.(0);
  }
}

test.skipIf(process.platform === 'win32')('A folder that cannot be written to is told as such, and left alone', () => {
  const dir = folder();
  const file = join(dir, 'a.db');
  const opened = open(file);
  add(opened, 'kept');
  opened.close();
  chmodSync(file, 0o444);
  chmodSync(dir, 0o555);
  asNobody(() => {
    expect(() => open(file)).toThrow(failure('storage', 'read-only'));
    expect(() => open(join(dir, 'new', 'b.db'))).toThrow(failure('storage', 'read-only'));
    expect(() => open(join(dir, 'b.db'))).toThrow(failure('storage', 'read-only'));
  });
  chmodSync(dir, 0o755);
  chmodSync(file, 0o644);
  expect(readdirSync(dir).filter((name) => name.includes('damaged'))).toEqual([]);
  expect(notes(open(file))).toEqual(['kept']);
});

test('What was committed is there after the process was killed', () => {
  const file = join(folder(), 'a.db');
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(${JSON.stringify(file)});
    db.exec("PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT); PRAGMA user_version = 1");
    db.exec("INSERT INTO note VALUES ('stored'); BEGIN; INSERT INTO note VALUES ('half')");
    process.kill(process.pid, 'SIGKILL');
  `;
  expect(() => execFileSync(process.execPath, ['-e', script], { stdio: 'ignore' })).toThrow();
  const opened = open(file);
  expect(opened.movedAside).toBeUndefined();
  expect(notes(opened)).toEqual(['stored']);
});
