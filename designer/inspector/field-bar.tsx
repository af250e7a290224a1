import { useClipboard } from '@mantine/hooks';
import { Glyph } from '../kit/glyph.tsx';
import type { FieldActs } from '../kit/json/field-drag.ts';
import { ShortcutCaps } from '../kit/shortcut-caps.tsx';
import { dataTexts as texts } from '../texts/data.ts';
import classes from './items-view.module.css';
import { useLastField } from './last-field.ts';

/** What can be done with the chosen field: into the field edited last, the same of every entry, copied. */
export function FieldBar({ fields }: { fields: FieldActs }) {
  const target = useLastField();
  const clipboard = useClipboard({ timeout: 1500 });
  const path = fields.chosen;
  if (path === null) return null;
  const everyPath = path.replaceAll(/\[\d+\]/g, '[]');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of buttons, not of form fields
    <div className={classes.fieldBar} role="group" aria-label={texts.field.chosen}>
      <code className={classes.path} title={path}>
        {path}
      </code>
      {target ? (
        <button type="button" className={classes.act} title={texts.field.putTitle} onClick={() => fields.onPick(path)}>
          <Glyph name="arrow-right" size={12} /> {texts.field.put(target.label)} <ShortcutCaps shortcut="i" />
        </button>
      ) : (
        <span className={classes.hint}>{texts.field.noField}</span>
      )}
      {target && everyPath !== path && (
        <button type="button" className={classes.act} title={texts.field.everyTitle} onClick={() => fields.onPick(everyPath)}>
          {texts.field.every}
        </button>
      )}
      <button
        type="button"
        className={classes.act}
        title={texts.field.copyTitle}
        aria-label={clipboard.copied ? texts.field.copied : texts.field.copy}
        onClick={() => clipboard.copy(path)}
      >
        <Glyph name={clipboard.copied ? 'check' : 'copy'} size={14} />
      </button>
    </div>
  );
}
