from django.urls import path

from .views import case, cases, photos, tasks, work

app_name = "coordination"
urlpatterns = [
    path("travail/", work.index, name="work"),
    path("travail/export/", work.export, name="work_export"),
    path("taches/<int:pk>/prise-en-charge/", tasks.acknowledge, name="task_acknowledge"),
    path("taches/<int:pk>/fin/", tasks.finish, name="task_finish"),
    path("taches/<int:pk>/transmission/", tasks.hand_over, name="task_hand_over"),
    path("taches/<int:pk>/attente/", tasks.pause, name="task_pause"),
    path("taches/<int:pk>/reprise/", tasks.resume, name="task_resume"),
    path("dossiers/", cases.index, name="cases"),
    path("dossiers/export/", cases.export, name="cases_export"),
    path("dossiers/transmission/", cases.hand_over, name="cases_hand_over"),
    path("dossiers/<str:reference>/", case.show, name="case"),
    path("dossiers/<str:reference>/journal/", case.note, name="case_note"),
    path("dossiers/<str:reference>/date-annoncee/", case.promise, name="case_promise"),
    path("dossiers/<str:reference>/urgence/", case.priority, name="case_priority"),
    path("dossiers/<str:reference>/demande/", case.ask, name="case_ask"),
    path("dossiers/<str:reference>/cloture/", case.close, name="case_close"),
    path("dossiers/<str:reference>/reouverture/", case.reopen, name="case_reopen"),
    path("photos/<int:pk>/", photos.show, name="photo"),
    path("photos/<int:pk>/vignette/", photos.thumbnail, name="photo_thumbnail"),
]
