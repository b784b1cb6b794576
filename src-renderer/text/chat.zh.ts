import type { chatEn } from './chat.en.ts';

export const chatZh: typeof chatEn = {};
