// The features of Monaco that a program of one file needs.
import 'monaco-editor/features/register.all';
