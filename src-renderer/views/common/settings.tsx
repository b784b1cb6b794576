import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import type { Settings } from '#shared/model.ts';
import { inBrowser } from '../../bridge/ports.ts';
import { changeSettings } from '../../data/actions.ts';
import { useCenter } from '../../data/center.ts';
import { attempt } from '../../data/view.ts';
import controls from '../../style/controls.module.css';
import { useText } from '../../text/text.ts';
import { Choice } from './choice.tsx';
import { IconButton } from './icon-button.tsx';
import { Cross, Gear } from './icons.tsx';

/** The button and the dialog that it opens. */
export function SettingsButton() {
  const text = useText();
  const [open, setOpen] = useOpen();
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        render={
          <IconButton name={text.panel.settings}>
            <Gear size={20} />
          </IconButton>
        }
      />
      <Dialog.Portal>
        <Dialog.Backdrop className={controls.backdrop} />
        <Dialog.Popup className={controls.dialog}>
          <div className={controls.dialogHead}>
            <Dialog.Title className={controls.dialogTitle}>{text.settings.title}</Dialog.Title>
            <Dialog.Close
              render={
                <IconButton name={text.common.close}>
                  <Cross />
                </IconButton>
              }
            />
          </div>
          <SettingsForm />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const address = '#/settings';
const isAsked = () => window.location.hash === address;

/** Whether the dialog is open: by its button, or because the address of the window asks for it, as the tray's menu does. */
function useOpen(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(isAsked);
  useEffect(() => {
    const look = () => setOpen((before) => before || isAsked());
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, []);
  const change = (next: boolean) => {
    if (!next && isAsked()) window.history.replaceState(null, '', '#/');
    setOpen(next);
  };
  return [open, change];
}

/** Every choice counts at once; there is nothing to confirm. */
function SettingsForm() {
  const { settings: words } = useText();
  const settings = useCenter((state) => state.settings);
  const change = (patch: Partial<Settings>) => attempt(changeSettings(patch));
  return (
    <div className={controls.choices}>
      <Choice
        label={words.theme}
        value={settings.theme}
        options={optionsOf(words.themes)}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={words.language}
        value={settings.language}
        options={optionsOf(words.languages)}
        onChange={(language) => change({ language })}
      />
      <Choice
        label={words.sendKey}
        value={settings.sendKey}
        options={optionsOf(words.sendKeys)}
        onChange={(sendKey) => change({ sendKey })}
      />
      {/* A browser window has neither tray nor notifications of ours. */}
      {!inBrowser() && (
        <>
          <Choice
            label={words.notifications}
            value={settings.notifications}
            options={optionsOf(words.notificationLevels)}
            onChange={(notifications) => change({ notifications })}
          />
          <label className={`${controls.check} ${controls.wide}`}>
            <input
              type="checkbox"
              checked={settings.closeToTray}
              onChange={({ target: { checked } }) => change({ closeToTray: checked })}
            />
            {words.closeToTray}
          </label>
        </>
      )}
    </div>
  );
}

function optionsOf<Value extends string>(words: Readonly<Record<Value, string>>) {
  return (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }));
}
