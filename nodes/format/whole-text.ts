/** Whether the template is the text of the message itself, so that what it reads may come in chunks. */
export function isWholeText(template: unknown): boolean {
  return typeof template === 'string' && /^\s*\{\{\s*item\.text\s*\}\}\s*$/.test(template);
}
