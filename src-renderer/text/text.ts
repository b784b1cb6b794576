import type { Settings } from '#shared/model.ts';
import { useCenter } from '../data/center.ts';
import type { Text } from './en.ts';
import { en } from './en.ts';
import { zh } from './zh.ts';

/** The languages of this client. */
export type Language = 'zh' | 'en';

/** The languages as the `lang` attribute and the formats of the platform name them. */
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** The language of a setting; `system` follows the first language of the system. */
export function languageOf(setting: Settings['language'], system: string = navigator.language): Language {
  const wanted = setting === 'system' ? system : setting;
  return wanted.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The words of a language. */
export function textOf(language: Language): Text {
  return language === 'en' ? en : zh;
}

/** The language that this window speaks now. */
export function useLanguage(): Language {
  return useCenter((state) => languageOf(state.settings.language));
}

/** The words of the language that this window speaks now. */
export function useText(): Text {
  return textOf(useLanguage());
}
