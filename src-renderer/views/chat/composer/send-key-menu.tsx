import { Menu } from '@base-ui/react/menu';
import type { Settings } from '#shared/model.ts';
import { changeSettings } from '../../../data/actions.ts';
import { useCenter } from '../../../data/center.ts';
import { attempt } from '../../../data/view.ts';
import style from '../../../style/chat-composer.module.css';
import controls from '../../../style/controls.module.css';
import { useText } from '../../../text/text.ts';
import { Check, ChevronDown } from '../../common/icons.tsx';

const keys: readonly Settings['sendKey'][] = ['enter', 'ctrl-enter'];

/** Says which key sends, and lets it be changed. */
export function SendKeyMenu() {
  const text = useText();
  const sendKey = useCenter((state) => state.settings.sendKey);
  return (
    <Menu.Root>
      <Menu.Trigger
        className={style.hint}
        aria-label={`${text.settings.sendKeys[sendKey]}. ${text.chat.changeSendKey}`}
      >
        {text.settings.sendKeys[sendKey]} <ChevronDown size={14} />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={controls.positioner} side="top" align="end" sideOffset={4}>
          <Menu.Popup className={controls.popup}>
            <Menu.RadioGroup
              value={sendKey}
              onValueChange={(next: Settings['sendKey']) => attempt(changeSettings({ sendKey: next }))}
            >
              {keys.map((key) => (
                <Menu.RadioItem key={key} value={key} className={controls.item} closeOnClick>
                  <span className={controls.itemCheck}>
                    <Menu.RadioItemIndicator>
                      <Check size={16} />
                    </Menu.RadioItemIndicator>
                  </span>
                  {text.settings.sendKeys[key]}
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
