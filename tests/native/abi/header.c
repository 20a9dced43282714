/* The engine's header is C: it compiles here, and these types are what a C caller sees. */
#include "abi/engine.h"

uint32_t (*const sweepgroundStart)(uint32_t, uint32_t) = _engine__start;
sweepground_int32 (*const sweepgroundMyMethod)(sweepground_address) = _MyClass__my_method;
sweepground_own_Matrix (*const sweepgroundMul)(sweepground_address, sweepground_Matrix) = _Matrix__mul;
void (*const sweepgroundFill)(sweepground_address, sweepground_byte) = _Buffer__fill;

uint32_t sweepgroundVersionFromC(void) { return _engine__abiVersion(); }
