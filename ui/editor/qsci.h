#pragma once
// QScintilla's headers, the only door to them: they say `signals` and `slots`, which our build
// takes from Qt's macros.

#define signals Q_SIGNALS
#define slots Q_SLOTS
#include <Qsci/qscicommandset.h>
#include <Qsci/qscilexerjson.h>
#include <Qsci/qscilexeryaml.h>
#include <Qsci/qsciscintilla.h>
#undef signals
#undef slots
