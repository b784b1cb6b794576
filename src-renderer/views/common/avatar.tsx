import { useEffect, useState } from 'react';
import type { AccountId, PeerId } from '#shared/ids.ts';
import type { MediaHash } from '#shared/model.ts';
import { cleanName } from '#shared/segments.ts';
import { mediaUrl } from '../../bridge/ports.ts';
import { requestAvatar } from '../../data/on-screen.ts';
import style from '../../style/common.module.css';

interface Props {
  readonly kind: 'person' | 'group';
  readonly id: PeerId;
  readonly name: string;
  readonly hash?: MediaHash | undefined;
  /** Side length in pixels, 40 unless told. */
  readonly size?: number;
  /** The account through which a missing picture may be fetched; without it none is. */
  readonly accountId?: AccountId | undefined;
}

const colours = 8;

/** A picture, or the first character of the name on a colour derived from the number. Decorative: the name stands beside it. */
export function Avatar({ kind, id, name, hash, size = 40, accountId }: Props) {
  const [broken, setBroken] = useState<MediaHash>();
  useEffect(() => {
    if (hash || !accountId) return;
    return requestAvatar({ accountId, kind, id });
  }, [hash, accountId, kind, id]);

  const shown = hash && hash !== broken ? hash : undefined;
  return (
    <span
      aria-hidden="true"
      className={style.avatar}
      data-kind={kind}
      // Drawn by the style sheet: as text it would be part of what stands in a row, and its name would differ from it.
      data-letter={shown ? undefined : firstCharacter(name)}
      style={{ inlineSize: size, blockSize: size, fontSize: size * 0.42, background: `var(--avatar-${colourOf(id)})` }}
    >
      {shown && <img src={mediaUrl(shown)} alt="" draggable={false} onError={() => setBroken(shown)} />}
    </span>
  );
}

function firstCharacter(name: string): string {
  return (Array.from(cleanName(name))[0] ?? '?').toUpperCase();
}

function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9_973;
  return sum % colours;
}
