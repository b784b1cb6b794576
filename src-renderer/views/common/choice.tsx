import { Select } from '@base-ui/react/select';
import type { ReactNode } from 'react';
import { useId } from 'react';
import style from '../../style/controls.module.css';
import { Check, ChevronDown } from './icons.tsx';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly mark?: ReactNode;
}

interface Props<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onChange: (value: Value) => void;
  readonly disabled?: boolean;
}

/** A labelled choice of one of a few, as a grid row of two: label and control. */
export function Choice<Value extends string>({ label, value, options, onChange, disabled = false }: Props<Value>) {
  const id = useId();
  const chosen = options.find((option) => option.value === value);
  return (
    <>
      <span id={id} className={style.label}>
        {label}
      </span>
      <Select.Root
        items={[...options]}
        value={value}
        disabled={disabled}
        onValueChange={(next) => next !== null && onChange(next)}
      >
        <Select.Trigger className={style.select} aria-labelledby={id}>
          {chosen?.mark}
          <span className={style.selectText}>{chosen?.label}</span>
          <Select.Icon className={style.selectArrow}>
            <ChevronDown size={16} />
          </Select.Icon>
        </Select.Trigger>
        <Select.Portal>
          <Select.Positioner className={style.positioner} sideOffset={4} alignItemWithTrigger={false}>
            <Select.Popup className={style.popup}>
              <Select.List aria-labelledby={id}>
                {options.map((option) => (
                  <Select.Item key={option.value} value={option.value} className={style.item}>
                    <span className={style.itemCheck}>
                      <Select.ItemIndicator>
                        <Check size={16} />
                      </Select.ItemIndicator>
                    </span>
                    {option.mark}
                    <Select.ItemText>{option.label}</Select.ItemText>
                  </Select.Item>
                ))}
              </Select.List>
            </Select.Popup>
          </Select.Positioner>
        </Select.Portal>
      </Select.Root>
    </>
  );
}
