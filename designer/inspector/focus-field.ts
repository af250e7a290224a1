/** Puts the caret into the field at a dotted path, or into the nearest one around it. */
export function focusField(field: string): void {
  const dock = document.querySelector('[data-dock]');
  const names = field.split('.');
  for (let length = names.length; length > 0; length--) {
    const place = dock?.querySelector<HTMLElement>(`[data-field="${CSS.escape(names.slice(0, length).join('.'))}"]`);
    if (!place) continue;
    place.scrollIntoView({ block: 'center' });
    const control = place.querySelector<HTMLElement>(typedInto) ?? place.querySelector<HTMLElement>('button:not([tabindex="-1"])');
    control?.focus();
    return;
  }
}

/** A button beside the label, such as that of an example, is not meant. */
const typedInto = 'input, textarea, select, [role="textbox"], [contenteditable="true"]';
