import { Combobox, useCombobox } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { kitTexts as texts } from '../texts/kit.ts';
import classes from './filter-chip.module.css';
import { Glyph } from './glyph.tsx';

export type FilterOption = { value: string; label: string; icon?: ReactNode };

type Props = {
  /** What is narrowed: "Status". Also said to screen readers. */
  name: string;
  icon: string;
  options: readonly FilterOption[];
  /** The chosen values; none means no limit. */
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** Shown when nothing is chosen: "Any status". */
  open: string;
  /** Several can be chosen. */
  isMultiple?: boolean;
  /** What is chosen is the usual choice and is not marked. */
  isUsual?: boolean;
};

/** Beyond so many options there is a box to search in. */
const searchFrom = 12;

/** A filter as a small button that says what is chosen, with the choices behind it. */
export function FilterChip({ name, icon, options, value, onChange, open, isMultiple = false, isUsual = false }: Props) {
  const [text, setText] = useState('');
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      setText('');
    },
    onDropdownOpen: () => box.selectActiveOption(),
  });
  const chosen = options.filter((option) => value.includes(option.value));
  const hasSearch = options.length >= searchFrom;
  const found = options.filter((option) => option.label.toLowerCase().includes(text.trim().toLowerCase()));
  const label =
    chosen.length === 0
      ? open
      : chosen.length > 2
        ? `${chosen.length} of ${options.length}`
        : chosen.map((option) => option.label).join(', ');

  const choose = (picked: string) => {
    if (picked === '') {
      onChange([]);
      return box.closeDropdown();
    }
    if (!isMultiple) {
      onChange([picked]);
      return box.closeDropdown();
    }
    onChange(value.includes(picked) ? value.filter((one) => one !== picked) : [...value, picked]);
  };

  return (
    <Combobox
      store={box}
      withinPortal={false}
      keepMounted={false}
      onOptionSubmit={choose}
      position="bottom-start"
      width={220}
      classNames={{ dropdown: classes.dropdown ?? '', option: classes.option ?? '' }}
    >
      <Combobox.Target targetType="button" withAriaAttributes>
        <button
          type="button"
          className={classes.chip}
          data-on={(chosen.length > 0 && !isUsual) || undefined}
          aria-label={`${name}: ${label}`}
          onClick={() => box.toggleDropdown()}
        >
          <Glyph name={icon} size={14} />
          <span className={classes.label}>{label}</span>
          <Glyph name="chevron-down" size={12} />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        {hasSearch && (
          <Combobox.Search
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder={texts.find(name)}
            aria-label={texts.find(name)}
          />
        )}
        <Combobox.Options mah={320} style={{ overflowY: 'auto' }} aria-label={name}>
          {text === '' && (
            <Combobox.Option value="" active={chosen.length === 0}>
              <Tick isOn={chosen.length === 0} />
              {open}
            </Combobox.Option>
          )}
          {found.map((option) => (
            <Combobox.Option key={option.value} value={option.value} active={value.includes(option.value)}>
              <Tick isOn={value.includes(option.value)} />
              {option.icon ?? option.label}
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{texts.nothingCalledThat}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Tick({ isOn }: { isOn: boolean }) {
  return <span className={classes.tick}>{isOn && <Glyph name="check" size={14} />}</span>;
}
