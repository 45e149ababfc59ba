/* Hours in the model. */
#include "document/schedule.h"

static json_t *days_of(const struct hours_range *range)
{
	static const char *const names[HOURS_DAYS] = { "MO", "TU", "WE", "TH",
						       "FR", "SA", "SU" };
	json_t *days = json_array();

	for (size_t i = 0; i < HOURS_DAYS; i++)
		if (range->days[i])
			json_array_append_new(days, json_string(names[i]));
	return days;
}

static json_t *time_of(int minutes)
{
	return json_sprintf("%02d:%02d", minutes / 60, minutes % 60);
}

void schedule_set(const struct hours *hours, json_t *object)
{
	json_t *list = json_array();

	for (size_t i = 0; i < hours->count; i++) {
		const struct hours_range *range = &hours->ranges[i];

		json_array_append_new(
			list, json_pack("{so so so}", "days", days_of(range),
					"opens", time_of(range->opens),
					"closes", time_of(range->closes)));
	}
	json_object_set_new(object, "schedule", list);
	if (hours->zone != NULL)
		json_object_set_new(object, "zone", json_string(hours->zone));
}
