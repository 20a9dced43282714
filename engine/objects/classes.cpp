// Classes: the destructor dispatch made from classes.def.
#include "objects/classes.h"

namespace sweepground {

void destroyObject(uint8_t classId, Address object) {
  switch (classId) {
#define SWEEPGROUND_CLASS1(Class, ...) \
  case k##Class##Id:                   \
    at<Class>(object)->~Class();       \
    break;
#include "objects/classes.def"
  }
}

}  // namespace sweepground
