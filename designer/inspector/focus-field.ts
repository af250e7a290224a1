/** Puts the caret into the field at a dotted path, or into the nearest one around it. */
export function focusField(field: string): void {
  const dock = document.querySelector('[data-dock]');
  const names = field.split('.');
  for (let length = names.length; length > 0; length--) {
    const place = dock?.querySelector<HTMLElement>(`[data-field="${CSS.escape(names.slice(0, length).join('.'))}"]`);
    if (!place) continue;
    place.scrollIntoView({ block: 'center' });
    place
      .querySelector<HTMLElement>('input, textarea, select, [role="textbox"], [contenteditable="true"], button:not([tabindex="-1"])')
      ?.focus();
    return;
  }
}
