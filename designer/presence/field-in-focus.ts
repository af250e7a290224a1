/** The field that the focus is in, by the dotted path it is marked with; null: none. Texts that are only read have no field. */
export function fieldInFocus(active: Element | null): string | null {
  if (!active?.matches('input, textarea, select, button[role="switch"], [contenteditable="true"], [role="combobox"]')) return null;
  return active.closest('[data-field]')?.getAttribute('data-field')?.slice(0, 400) || null;
}
