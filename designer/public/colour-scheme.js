// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
(() => {
  const saved = localStorage.getItem('crossdock.colour-scheme');
  const isDark = saved === 'dark' || (saved !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
})();
