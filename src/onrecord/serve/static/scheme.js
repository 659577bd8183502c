// Before anything is drawn: the colours that were chosen here before, else those of the system.
try {
  const chosen = localStorage.getItem("scheme");
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.scheme = chosen;
} catch {
  // No storage: the system's colours stay.
}
