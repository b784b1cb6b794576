import { commands } from '#shared/commands.ts';

console.log(Object.keys(commands).length);
