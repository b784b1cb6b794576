import { useCenter } from '../../data/center.ts';
import style from '../../style/common.module.css';
import { useText } from '../../text/text.ts';
import { ProductMark } from './product-mark.tsx';

/** The window before it knows anything. Appears only when that takes a while. */
export function Waiting() {
  const text = useText();
  const lost = useCenter((state) => state.link === 'lost');
  return (
    <main className={style.waiting}>
      <ProductMark size={48} />
      <p role="status">{lost ? text.common.lineLost : text.common.loading}</p>
    </main>
  );
}
