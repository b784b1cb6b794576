/** One line of JSON for a program that reads our output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** One line for a person. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line about something that went wrong. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}
