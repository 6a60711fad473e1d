import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.js';
import { startLanguage } from './language/language.js';
import { browserStorage, createMemory } from './session/memory.js';
import { keepFocus } from './ui/keepFocus.js';

const place = document.getElementById('root');
if (place === null) throw new Error('The page has no #root.');
keepFocus();
void startLanguage(createMemory(browserStorage())).then(() => {
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
});
